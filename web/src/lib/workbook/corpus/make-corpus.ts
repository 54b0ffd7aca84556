import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { badXmlCases } from './cases-bad-xml.ts';
import { binaryCases } from './cases-binary.ts';
import { codePageCases } from './cases-code-page.ts';
import { delimitedCases } from './cases-delimited.ts';
import { hiddenCases } from './cases-hidden.ts';
import { makeHucreCases } from './cases-hucre.ts';
import { layoutCases } from './cases-layout.ts';
import { makeConvertedCases } from './cases-libreoffice.ts';
import { odsCases } from './cases-ods.ts';
import { numberCases } from './cases-numbers.ts';
import { makeRefusedCases } from './cases-refused.ts';
import { makeSheetJsCases } from './cases-sheetjs.ts';
import { textCases } from './cases-texts.ts';
import { valueCases } from './cases-values.ts';
import { xmlCases } from './cases-xml.ts';
import { zipCases } from './cases-zip.ts';
import { compareWithLibreOffice } from './compare-with-libre-office.ts';
import type { ConvertedCase, CorpusCase, Expected } from './corpus-case.ts';
import { convertAll, hasLibreOffice } from './libre-office.ts';

// `node web/src/lib/workbook/corpus/make-corpus.ts` writes workbooks/ and expected.json.
// `--convert` has LibreOffice write its workbooks again (they hold the time of their making); `--compare` asks it what
// it shows in all of them.

const folder = fileURLToPath(new URL('workbooks', import.meta.url));

const made: CorpusCase[] = [
	...layoutCases,
	...hiddenCases,
	...valueCases,
	...numberCases,
	...textCases,
	...xmlCases,
	...badXmlCases,
	...zipCases,
	...delimitedCases,
	...odsCases,
	...binaryCases,
	...codePageCases,
	...makeSheetJsCases(),
	...(await makeHucreCases()),
	...(await makeRefusedCases())
];
const converted = makeConvertedCases(made);
const all: { file: string; expected: Expected }[] = [...made, ...converted];

const names = all.map(({ file }) => file);
const twice = names.filter((name, i) => names.indexOf(name) !== i);
if (twice.length > 0) throw new Error(`Two cases have one name: ${twice.join(', ')}.`);

mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (!names.includes(name)) rmSync(join(folder, name));
for (const { file, bytes } of made) {
	// Encryption is never twice the same.
	if (file !== 'encrypted.xlsx' || !existsSync(join(folder, file))) writeFileSync(join(folder, file), bytes);
}
convert(
	converted.filter(({ file }) => process.argv.includes('--convert') || !existsSync(join(folder, file)))
);

const expected = Object.fromEntries(all.map(({ file, expected }) => [file, expected]));
const json = JSON.stringify(expected, null, '\t');
writeFileSync(
	fileURLToPath(new URL('expected.json', import.meta.url)),
	await format(json, { parser: 'json', useTabs: true, printWidth: 110 })
);
console.log(`${all.length} workbooks, ${all.filter(({ expected }) => expected.sheets).length} to be read`);

if (process.argv.includes('--compare')) {
	const files = new Map(names.map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]));
	const differences = compareWithLibreOffice(all, files);
	for (const difference of differences) console.log(difference);
	process.exitCode = differences.length > 0 ? 1 : 0;
}

function convert(cases: ConvertedCase[]): void {
	if (cases.length === 0) return;
	if (!hasLibreOffice()) throw new Error('LibreOffice is needed to write its workbooks.');
	for (const filter of new Set(cases.map((one) => one.filter))) {
		const wanted = cases.filter((one) => one.filter === filter);
		const sources = new Map(wanted.map(({ from }) => [from, made.find(({ file }) => file === from)!.bytes]));
		const written = convertAll(sources, filter);
		const extension = filter.split(':')[0]!;
		for (const { file, from } of wanted) {
			const bytes = written.get(from.replace(/\.[^.]+$/, `.${extension}`));
			if (!bytes) throw new Error(`LibreOffice did not write ${file}.`);
			writeFileSync(join(folder, file), bytes);
		}
	}
}

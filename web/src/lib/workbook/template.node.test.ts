import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Definition } from '#shared/definition/definition.ts';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import { checkPackage } from './check-package.ts';
import { writeExport } from './export-draft.ts';
import { hasLibreOffice, openLibreOffice } from './libreoffice.ts';
import { partsOfZip } from './parts-of-zip.ts';
import { readWorkbook } from './read-workbook.ts';
import { templateColumns } from './template-columns.ts';
import { GUIDE_WORDS } from './template-words.ts';
import { writeTemplate } from './template.ts';

const definitions = DEMO_CATALOG.slice(0, 3) as [Definition, Definition, Definition];
const [, forklift] = definitions;
const TITLES = templateColumns(definitions).map(({ title }) => title);
const notes = TITLES.map((title) => `What goes into ${title} & <why>.\nExample: “é”`);
const sites = Array.from({ length: 100 }, (_, i) => `Site ${i}, "north"`);
const manySites = { ...forklift, variables: [{ ...forklift.variables[1]!, choices: sites }] };

let written: Record<string, Uint8Array>;

beforeAll(async () => {
	const words = { ...GUIDE_WORDS, notes };
	const columns = [
		{ meaning: 'contact', title: 'Contact' },
		{ meaning: 'ignored', title: '=1+1' }
	] as const;
	const draft = {
		id: '1f4b3c1e-58b1-4a66-9a55-0f5d8b6a7c11',
		rowCount: 1,
		columns: [...columns],
		definitions: []
	};
	const rows = [false, true].map((excluded) => ({
		...{ key: 'k', source: 'a.xlsx, row 2', state: 'has errors', excluded },
		cells: ['+1', { kind: 'date', date: '2028-12-31' } as const],
		problems: [{ column: 0, level: 'error' as const, message: 'No address.' }]
	}));
	const titles = {
		sheet: 'Recipients',
		problems: 'Sheaf: problems',
		state: 'Sheaf: state',
		source: 'Sheaf: source'
	};
	written = {
		'single.xlsx': await writeTemplate([forklift], words),
		'combined.xlsx': await writeTemplate(definitions, words),
		'choices.xlsx': await writeTemplate([manySites], words),
		'plain.xlsx': await writeTemplate(definitions),
		'export.xlsx': await writeExport(draft, rows, titles)
	};
});

async function textsOf(bytes: Uint8Array): Promise<Map<string, string>> {
	return new Map(
		[...(await partsOfZip(bytes))].map(([name, part]) => [name, new TextDecoder().decode(part)])
	);
}

const SHEET = 'xl/worksheets/sheet1.xml';

test('nothing in what is written would make Excel repair it', async () => {
	for (const [name, bytes] of Object.entries(written)) {
		expect([name, checkPackage(await partsOfZip(bytes))]).toEqual([name, []]);
	}
});

test('the check finds what it is there to find', async () => {
	const parts = await partsOfZip(written['combined.xlsx']!);
	const xml = new TextDecoder().decode(parts.get(SHEET));
	const turned = xml.replace(
		/(<conditionalFormatting.*<\/conditionalFormatting>)(<dataValidations.*<\/dataValidations>)/,
		'$2$1'
	);
	parts.set(SHEET, new TextEncoder().encode(turned.replace('s="1"', 's="99"')));
	parts.delete('xl/comments1.xml');
	expect(checkPackage(parts)).toEqual([
		'xl/comments1.xml is typed, and absent',
		'xl/worksheets/_rels/sheet1.xml.rels: xl/comments1.xml is absent',
		`${SHEET}: conditionalFormatting is out of order`,
		`${SHEET}: a style is absent`
	]);
});

/**
 * What a template must not lose on its way through LibreOffice. The frozen header is not among it: without a window
 * LibreOffice keeps no view, not even of what it wrote itself.
 */
async function checkTemplate(bytes: Uint8Array) {
	const texts = await textsOf(bytes);
	const sheet = texts.get(SHEET)!;
	expect(checkPackage(await partsOfZip(bytes))).toEqual([]);
	const shown = [...texts.get('xl/sharedStrings.xml')!.matchAll(/<t[^>]*>(.*?)<\/t>/g)].map(
		([, text]) => text
	);
	const titles = [...sheet.matchAll(/<c r="[A-Z]+1"[^>]*><v>(\d+)</g)].map(([, at]) => shown[Number(at)]);
	expect(titles).toEqual(TITLES);
	expect(sheet).not.toMatch(/<row r="2"/);
	// LibreOffice writes drop-downs to an xlsx for no more than a thousand rows that nobody has filled in.
	const lists = [...sheet.matchAll(/<dataValidation [^>]*sqref="([A-Z]+)2:[A-Z]+(\d+)".*?<formula1>(.*?)</g)];
	expect(lists.map(([, column, , list]) => [column, list])).toEqual([
		['A', 'Credentials!$A$2:$A$4'],
		['I', '&quot;I,II,III,IV,V&quot;']
	]);
	for (const [, , last] of lists) expect(Number(last)).toBeLessThanOrEqual(2001);
	const greys = [
		...sheet.matchAll(/<conditionalFormatting sqref="(.*?)">.*?<formula>OR\(\$A2=&quot;(.{9})/g)
	];
	expect(greys.map(([, range, id]) => [range, id])).toEqual([
		['F2:F2001 G2:G2001', 'MN29-GXDJ'],
		['H2:H2001', 'D3V2-QMHQ'],
		['I2:I2001', 'D3V2-QMHQ'],
		['J2:J2001 K2:K2001', 'D3V2-QMHQ']
	]);
	expect(textColumns(sheet, texts.get('xl/styles.xml')!)).toEqual([1, 2, 3, 4, 5, 7, 8, 9, 10]);
	const comments = [
		...texts.get('xl/comments1.xml')!.matchAll(/<comment ref="([A-Z]+)1".*?<t(?: [^>]*)?>(.*?)<\/t>/gs)
	];
	expect(comments).toHaveLength(TITLES.length);
	expect(comments[0]![2]).toMatch(/^What goes into ID &amp; &lt;why&gt;\.(?:\n|&#10;)Example: “é”$/);
	expect(texts.get('docProps/custom.xml')).toContain('D3V2-QMHQ@1 MN29-GXDJ@1 9KV6-JGR8@1');
	expect(texts.get('xl/workbook.xml')).toMatch(/name="Recipients".*name="Credentials"/);
}

/** Numbers of the columns whose cells are text also in rows that are not there. */
function textColumns(sheet: string, styles: string): number[] {
	const formats = new Map(
		[...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="(.*?)"/g)].map(([, id, code]) => [id, code])
	);
	const xfs = /<cellXfs.*?<\/cellXfs>/s.exec(styles)![0];
	const ofStyle = [...xfs.matchAll(/<xf [^>]*?numFmtId="(\d+)"/g)].map(([, id]) => formats.get(id!) ?? id);
	return [...sheet.matchAll(/<col [^>]*>/g)].flatMap(([col]) => {
		const read = (name: string) => Number(new RegExp(` ${name}="(\\d+)"`).exec(col)?.[1]);
		const isText = ['@', 'General@', '49'].includes(ofStyle[read('style')] ?? '');
		return isText ? Array.from({ length: read('max') - read('min') + 1 }, (_, i) => read('min') + i) : [];
	});
}

describe.skipIf(!hasLibreOffice())('LibreOffice', { timeout: 180_000 }, () => {
	const office = openLibreOffice();
	afterAll(() => office.close());

	test('opens templates, and keeps all that they say in xlsx and in ods', async () => {
		const xlsx = office.convert(written, 'xlsx');
		expect(Object.keys(xlsx).sort()).toEqual(Object.keys(written).sort());
		await checkTemplate(xlsx['combined.xlsx']!);
		const { 'combined.xlsx': combined } = written;
		const { 'combined.ods': ods } = office.convert({ 'combined.xlsx': combined! }, 'ods');
		const content = (await textsOf(ods!)).get('content.xml')!;
		// The drop-downs end at the bounded row, and are not of the whole column.
		expect(content).toMatch(
			/<table:table-row [^>]*number-rows-repeated="2000"[^>]*><table:table-cell [^>]*table:content-validation-name/
		);
		expect(content).not.toMatch(
			/number-rows-repeated="10\d{5}"[^>]*><table:table-cell [^>]*content-validation-name/
		);
		await checkTemplate(office.convert({ 'combined.ods': ods! }, 'xlsx')['combined.xlsx']!);
		const choices = (await textsOf(xlsx['choices.xlsx']!)).get(SHEET)!;
		expect(choices).toContain('<formula1>Choices!$A$1:$A$100</formula1>');
	});

	test('keeps in every format for which definitions a template was made', async () => {
		const remembered = definitions.map(({ id, version }) => ({ id, version }));
		for (const format of ['xls', 'ods', 'xlsx']) {
			const [bytes] = Object.values(office.convert({ 'combined.xlsx': written['combined.xlsx']! }, format));
			const read = await readWorkbook(bytes!, `combined.${format}`);
			expect('code' in read ? read.code : read.remembered, format).toEqual({ definitions: remembered });
		}
	});

	test('sees the titles and nothing else in a template, and text for text in an export', () => {
		const lines = (name: string) => {
			const [csv] = Object.values(
				office.convert({ [name]: written[name]! }, 'csv:Text - txt - csv (StarCalc):44,34,76')
			);
			return new TextDecoder().decode(csv).trimEnd().split('\n');
		};
		expect(lines('combined.xlsx')).toEqual([TITLES.join(',')]);
		expect(lines('export.xlsx')).toEqual([
			'Contact,=1+1,Sheaf: problems,Sheaf: state,Sheaf: source,Sheaf row',
			...Array(2).fill(
				expect.stringMatching(
					/^\+1,2028-12-31,Contact: No address\.,has errors,"a\.xlsx, row 2",k [\w-]{10}$/
				)
			)
		]);
	});
});

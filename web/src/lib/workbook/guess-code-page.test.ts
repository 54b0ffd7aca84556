import { expect, test } from 'vitest';
import { decodeOldText } from './guess-code-page.ts';

/** By the browser's own reading of a page, the other way round. */
function encode(page: string, text: string): Uint8Array {
	const letters = new TextDecoder(page).decode(Uint8Array.from({ length: 256 }, (_, i) => i));
	return Uint8Array.from(text, (letter) => letters.indexOf(letter));
}

/** What CSV (MS-DOS) has for the letters here. */
const DOS: Record<string, number> = { é: 0x82, è: 0x8a, ç: 0x87, ü: 0x81, ö: 0x94, ñ: 0xa4, í: 0xa1 };
const encodeDos = (text: string) => Uint8Array.from(text, (letter) => DOS[letter] ?? letter.charCodeAt(0));

test.for([
	'Prénom;Nom\nZoë;Núñez\nFrançois;Lefèvre\nBjörn;Åkesson\nÉRIC;CÔTÉ\n',
	'L’équipe d’été – niveau 2…\n“Sécurité”\n',
	'CÔTÉ\nÎLE-DES-SŒURS\nÇELIK\nÀ DÉFINIR\n',
	'Canva™ Course\nMicrosoft® Excel\n5³\n20 °C\n12 €\nn° 4\n½ day\n',
	'Award—level\nMonday–Friday\nand…so\nO’Brien\n‘single’\n„Straße“\n«cité»\n',
	'Žižka\nŠime\nŒuvre\n10‰\nname‡\nSee §4\n',
	'CLÉs\n1ère\nNº 4\nMª Luisa\n',
	'Mélanie;L‘Écuyer\nZoé;O‘Neil\nMÉlanie;Ng\n',
	'MÉlanie;L‘Écuyer\n'
])('Windows’ own page is left as it is: %s', (text) => {
	expect(decodeOldText(encode('windows-1252', text))?.text).toBe(text);
});

test.for([
	['macintosh', 'Nom\nRené\n'],
	['macintosh', 'Prénom;Nom\nZoë;Núñez\nFrançois;Lefèvre\nJosé;García\n'],
	['macintosh', 'Name\nJürgen Müller\nBjörn\nKäthe\nÉRIC\n'],
	['macintosh', 'Nombre\nPeña\nMuñoz\nJosé\nL’été\n'],
	['windows-1250', 'Imię;Nazwisko\nŁukasz;Wiśniewski\nMichał;Wójcik\nPaweł;Dąbrowski\nBłażej;Żółć\n'],
	['windows-1251', 'Имя;Фамилия\nИван;Смирнов\nНаталья;Кузнецова\n']
] as const)('a text in another page is read in it: %s %s', ([page, text]) => {
	expect(decodeOldText(encode(page, text))?.text).toBe(text);
});

test('so is one from MS-DOS', () => {
	const text = 'Prénom;Nom\nRené;Lefèvre\nFrançois;Müller\nPeña;García\n';
	expect(decodeOldText(encodeDos(text))?.text).toBe(text);
});

test('letters that several pages could mean are not chosen among', () => {
	expect(decodeOldText(encode('macintosh', 'Nom\nFranáois\n'))).toBeNull();
});

test('many letters take no time', () => {
	const before = performance.now();
	for (const part of ['\x8e', 'e\x8e', 'E\x8ee', 'a\x87', '\xe9', '\xc9', 'é ', '\x83'])
		decodeOldText(Uint8Array.from(part.repeat(100_000), (letter) => letter.charCodeAt(0)));
	expect(performance.now() - before).toBeLessThan(4000);
});

test.for([
	['windows-1254', 'Ad;Soyad\nIşık;Yıldız\n'],
	['windows-1254', 'Ad;Soyad\nAyşe;Demir\nMehmet;Aydın\n'],
	['windows-1254', 'Ad;Soyad\nİbrahim;Kara\n'],
	['windows-1257', 'Vardas;Pavardė\nŠarūnas;Mažeika\n'],
	['windows-1257', 'Vārds\nOzoliņš\n'],
	['windows-1250', 'Jméno;Příjmení\nJiří;Novák\n'],
	['windows-1250', 'Jméno;Příjmení\nEva;Růžičková\n'],
	['windows-1250', 'Ime;Prezime\nMarko;Petrović\n'],
	['windows-1250', 'Nume\nMureşan\n'],
	['windows-1250', 'Imię\nŁukasz\n']
] as const)('letters that hardly any western name has are not believed: %s %s', ([page, text]) => {
	expect(decodeOldText(encode(page, text))?.page).not.toBe('windows-1252');
	expect([null, text]).toContain(decodeOldText(encode(page, text))?.text ?? null);
});

test('nor are pairs of bytes that make one letter', () => {
	const names = [0x90, 0xa9, 0x96, 0xbc, 0x0a, 0x8e, 0x52, 0x93, 0x63, 0x2c, 0x89, 0xd4, 0x8e, 0x71, 0x0a];
	expect(decodeOldText(Uint8Array.from(names))).toBeNull();
	expect(decodeOldText(Uint8Array.from(names.slice(5)))).toBeNull();
});

test.for([
	'Þórður Sigurðsson\nSigurþór Ýr\nÁsdís Dýrfjörð\nEyþóra Davíðsdóttir\nFriðþjófur Þengill\nARNÞRÚÐUR SIGURÐARDÓTTIR\n',
	'Bjørn Sørensen\nØystein Bøe\nJørgen Kjærulff\nSandøy\nBárður Høgni\nTýr Óðin\n',
	'José Núñez\nJoão Gonçalves\nConceição\nÀlex Bàrbara\nNiccolò Forlì\nPietà\n¿Qué?\n£5\n',
	'Hélène Lefèvre\nLoïc Anaïs\nŽofia Novotný\nTomáš\nÕnne Kõiv\nMüller\nGarcía\nDürrenmatt\nÅkesson\n'
])('nor is any of these refused: %s', (text) => {
	expect(decodeOldText(encode('windows-1252', text))).toEqual({ page: 'windows-1252', text });
});

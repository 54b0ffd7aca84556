import * as XLSX from 'xlsx';

const FIRST_NAMES = [
	'Amélie',
	'Jón',
	'Nguyễn Thị',
	'Olufemi',
	'Zoë',
	'小明',
	'محمد',
	'Łukasz',
	'Priya',
	'Tāne'
];
const LAST_NAMES = [
	'Tremblay',
	'Þórsson',
	'Hương',
	'Adéyẹmí',
	"O'Brien",
	'王',
	'الأحمد',
	'Żółć',
	'Park',
	'Wīremu'
];
const EXPIRATIONS = ['2 years', '18 months', 'P3Y', '2031-12-31', ''];
const CLASSES = ['I', 'II', 'III', 'IV', 'V'];

const TITLES = [
	'ID',
	'First Name',
	'Last Name',
	'Contact',
	'Expiration Date/Duration',
	'Score',
	'Instructor',
	'Certificate Number',
	'Class',
	'Hours',
	'Speaker',
	'Sessions Attended'
];

/** One row in so many has something wrong. */
const WRONG_EVERY = 20;
const CONTACT = 3;
const EXPIRATION = 4;

/** A workbook of `rows` rows in twelve columns, for three definitions of the demo catalog in turn, 5 % of them wrong. */
export function makeWorkbook(rows: number): Uint8Array {
	const lines: (string | number)[][] = [TITLES];
	for (let i = 0; i < rows; i += 1) {
		const line = makeLine(i);
		if (i % WRONG_EVERY === WRONG_EVERY - 1) makeWrong(line, i);
		lines.push(line);
	}
	const sheet = XLSX.utils.aoa_to_sheet(lines);
	const book = XLSX.utils.book_new();
	XLSX.utils.book_append_sheet(book, sheet, 'Sheet1');
	return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx', compression: true }));
}

function makeLine(i: number): (string | number)[] {
	const names = [FIRST_NAMES[i % 10] ?? '', `${LAST_NAMES[Math.floor(i / 10) % 10]} ${i}`];
	const common = [...names, `recipient-${i}@example.org`, EXPIRATIONS[i % 5] ?? ''];
	if (i % 3 === 0) return ['D3V2-QMHQ', ...common, 70 + (i % 31), 'D. Okafor', '', '', '', '', ''];
	if (i % 3 === 1)
		return ['MN29-GXDJ', ...common, '', '', String(i).padStart(7, '0'), CLASSES[i % 5] ?? '', '', '', ''];
	return [
		'V8XM-94PV',
		...common,
		'',
		'',
		'',
		'',
		1 + (i % 8),
		i % 2 ? 'yes' : 'no',
		'Opening, workshop, closing'
	];
}

/** What people get wrong, in turn: an address, an expiration, a definition, a name. */
function makeWrong(line: (string | number)[], i: number): void {
	const kind = Math.floor(i / WRONG_EVERY) % 4;
	if (kind === 0) line[CONTACT] = `recipient-${i}@gmial.com`;
	else if (kind === 1) line[EXPIRATION] = 'some day';
	else if (kind === 2) line[0] = 'Frist Aid';
	else line[1] = '';
}

/** Rows of such a workbook that can be issued: a mistyped address is a warning. */
export function countReady(rows: number): number {
	const wrong = Math.floor(rows / WRONG_EVERY);
	return rows - wrong + Math.ceil(wrong / 4);
}

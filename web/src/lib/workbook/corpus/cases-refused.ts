import { CFB, utils, write } from 'xlsx';
import { writeXlsx } from 'hucre/xlsx';
import { BO, TITLES, ZOE } from './people.ts';
import type { CorpusCase, Expected } from './corpus-case.ts';
import { writeZip } from './write-zip.ts';
import { contentTypes, simpleBook, textRows, zipPart } from './xlsx-package.ts';

// What people drop by mistake: each kind gets its own sentence.

const ASCII = (text: string) => new TextEncoder().encode(text);
const ODF = 'application/vnd.oasis.opendocument';
const PEOPLE = [TITLES, ZOE, BO];

const refused = (
	file: string,
	refused: Expected['refused'],
	bytes: Uint8Array,
	droppedAs?: string
): CorpusCase => ({
	file,
	bytes,
	expected: { refused, ...(droppedAs ? { droppedAs } : {}) }
});

/** A PNG of one pixel. */
const PNG =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const GIF = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
/** A JPEG's first and last bytes: SOI, APP0 with JFIF, EOI. */
const JPEG = '/9j/4AAQSkZJRgABAQEASABIAAD/2Q==';
const picture = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

const PDF = ASCII(
	'%PDF-1.4\n%\u00e2\u00e3\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'
);
const HTML = ASCII(
	'<html xmlns:x="urn:schemas-microsoft-com:office:excel">\r\n<head><meta charset="utf-8"></head><body><table><tr><td>First Name</td></tr><tr><td>Zoë</td></tr></table></body></html>'
);

export async function makeRefusedCases(): Promise<CorpusCase[]> {
	return [
		refused('report.pdf', 'pdf', PDF),
		refused('pdf-named-xlsx.xlsx', 'pdf', PDF),
		refused('picture.png', 'picture', picture(PNG)),
		refused('picture.jpg', 'picture', picture(JPEG)),
		refused('picture.gif', 'picture', picture(GIF)),
		refused('lock-file.xlsx', 'lock-file', excelLock(), '~$people.xlsx'),
		refused('lock-file-renamed.xlsx', 'lock-file', excelLock()),
		refused(
			'lock-file-of-libreoffice.txt',
			'lock-file',
			ASCII(',zoe,laptop,23.11.2026 10:15,;'),
			'.~lock.people.ods#'
		),
		refused('html-table.xls', 'html', HTML),
		refused(
			'html-with-mark-and-doctype.xls',
			'html',
			ASCII('\ufeff\r\n<!DOCTYPE html>\r\n<table><tr><td>First Name</td></tr></table>')
		),
		refused(
			'html-table-bare.xls',
			'html',
			ASCII('<table border=1>\n<tr><th>First Name</th></tr>\n<tr><td>Zoe</td></tr></table>')
		),
		refused('encrypted.xlsx', 'encrypted', await encryptedXlsx()),
		refused(
			'encrypted-streams-only.xlsx',
			'encrypted',
			compound({ EncryptionInfo: new Uint8Array(64), EncryptedPackage: new Uint8Array(4096) })
		),
		refused('encrypted.xls', 'encrypted', encryptedXls()),
		refused('encrypted.ods', 'encrypted', encryptedOds()),
		refused('letter.docx', 'document', wordDocument()),
		refused('letter-named-xlsx.xlsx', 'document', wordDocument()),
		refused(
			'letter.doc',
			'document',
			compound({ WordDocument: new Uint8Array(4096), '1Table': new Uint8Array(4096) })
		),
		refused('letter.odt', 'document', openDocument('text')),
		refused('letter.rtf', 'document', ASCII('{\\rtf1\\ansi Dear Zoe\\par}')),
		refused('slides.pptx', 'document', presentation()),
		refused('zip-of-letters.zip', 'archive', writeZip([zipPart('letter.txt', 'Dear Zoë')])),
		refused(
			'zip-of-workbooks.zip',
			'archive',
			writeZip([zipPart('people.xlsx', simpleBook(textRows({ 1: TITLES })))])
		),
		refused('empty-zip.xlsx', 'not-a-workbook', writeZip([])),
		refused(
			'numbers-document.numbers',
			'numbers',
			writeZip([
				zipPart('Index/Document.iwa', new Uint8Array(40)),
				zipPart('Index/Tables/DataList.iwa', new Uint8Array(40))
			])
		),
		refused(
			'letter-of-apple.pages',
			'document',
			writeZip([
				zipPart('Index/Document.iwa', new Uint8Array(40)),
				zipPart('Index/DocumentStylesheet.iwa', new Uint8Array(40)),
				zipPart('Metadata/Properties.plist', new Uint8Array(40))
			])
		),
		refused(
			'slides.ppt',
			'document',
			compound({ 'PowerPoint Document': new Uint8Array(4096), 'Current User': new Uint8Array(64) })
		),
		refused('mail.msg', 'mail', compound({ '__properties_version1.0': new Uint8Array(4096) })),
		refused('settings.json', 'json', ASCII('{"url":"https://docs.google.com/open?id=1","doc_id":"1"}')),
		refused('list.json', 'json', ASCII('[{"First Name":"Zoë"}]')),
		refused(
			'flat-xml.xml',
			'xml-workbook',
			ASCII(
				'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>'
			)
		),
		refused(
			'program.exe',
			'not-a-workbook',
			Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff])
		),
		refused(
			'compressed.gzip',
			'archive',
			Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b, 4, 0, 0x43, 0xbe, 0xb7, 0xe8, 1, 0, 0, 0])
		),
		refused(
			'random-bytes.bin',
			'not-a-workbook',
			Uint8Array.from({ length: 512 }, (_, i) => (i * 151 + (i >> 3) * 89) % 256)
		),
		refused('empty.xlsx', 'empty', new Uint8Array()),
		refused('excel-2-raw.xls', 'old-workbook', bookAs('biff2')),
		refused('symbolic-link.slk', 'sylk', bookAs('sylk')),
		refused('data-interchange.dif', 'sylk', bookAs('dif')),
		refused('excel-3-raw.xls', 'old-workbook', headed([9, 2, 6, 0, 0, 0, 0x10, 0])),
		refused('excel-4-raw.xls', 'old-workbook', headed([9, 4, 6, 0, 0, 0, 0x10, 0])),
		refused('excel-4.xls', 'old-workbook', compound({ Book: headed([9, 4, 6, 0, 0, 0, 0x10, 0]) })),
		refused('seven-zip.7z', 'archive', headed([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4])),
		refused('packed.rar', 'archive', headed([0x52, 0x61, 0x72, 0x21, 0x1a, 7, 1, 0])),
		refused('database.sqlite', 'database', headed([...ASCII('SQLite format 3\0'), 16, 0])),
		refused('database.mdb', 'database', headed([0, 1, 0, 0, ...ASCII('Standard Jet DB\0')])),
		refused(
			'contacts.vcf',
			'vcard',
			ASCII('BEGIN:VCARD\r\nVERSION:3.0\r\nN:Núñez;Zoë;;;\r\nEMAIL:zoe@example.org\r\nEND:VCARD\r\n')
		),
		refused(
			'course.ics',
			'calendar',
			ASCII(
				'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:CPR, level 2\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
			)
		),
		refused(
			'list.eml',
			'mail',
			ASCII(
				'Subject: The list, at last\r\nX-Note: one,\r\n two\r\nTo: bo@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n'
			)
		),
		refused(
			'archive.mbox',
			'mail',
			ASCII(
				'From zoe@example.org Tue Nov 24 10:00:00 2026\nFrom: zoe@example.org\nMessage-ID: <1@example.org>\n\nHello, Bo\n'
			)
		),
		refused(
			'page-with-pictures.mht',
			'html',
			ASCII(
				'From: <Saved by a browser>\r\nSubject: List\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html"\r\n\r\n'
			)
		),
		refused('truncated.xls', 'damaged', bookAs('biff8').slice(0, 2000)),
		refused(
			'too-many-columns.xlsx',
			'too-many-columns',
			simpleBook(`<row r="1">${'<c><v>1</v></c>'.repeat(501)}</row>`)
		),
		refused('too-many-rows.xlsx', 'too-many-rows', simpleBook('<row><c><v>1</v></c></row>'.repeat(200_002)))
	];
}

function bookAs(bookType: 'biff2' | 'biff8' | 'sylk' | 'dif'): Uint8Array {
	const book = utils.book_new();
	utils.book_append_sheet(book, utils.aoa_to_sheet(PEOPLE), 'Sheet1');
	return new Uint8Array(write(book, { type: 'buffer', bookType }));
}

/** A file of which only the first bytes matter. */
function headed(head: Iterable<number>): Uint8Array {
	const first = [...head];
	return Uint8Array.from({ length: 512 }, (_, i) => first[i] ?? (i * 151) % 256);
}

function compound(streams: Record<string, Uint8Array>): Uint8Array {
	const container = CFB.utils.cfb_new();
	for (const [name, bytes] of Object.entries(streams)) CFB.utils.cfb_add(container, `/${name}`, bytes);
	return new Uint8Array(CFB.write(container, { type: 'buffer' }) as Buffer);
}

/** [MS-OFFCRYPTO] agile encryption, with a real key from a real password. */
async function encryptedXlsx(): Promise<Uint8Array> {
	return writeXlsx({
		sheets: [{ name: 'People', rows: PEOPLE }],
		encryption: { password: 'secret', spinCount: 1000 }
	});
}

/** [MS-XLS] 2.4.117: FilePass, right after the globals' BOF, says that all that follows is encrypted. */
function encryptedXls(): Uint8Array {
	const container = CFB.read(bookAs('biff8'), { type: 'buffer' });
	const stream = new Uint8Array(
		(CFB.find(container, '/Workbook') ?? CFB.find(container, 'Workbook'))!.content as Uint8Array
	);
	const behindBof = 4 + (stream[2]! | (stream[3]! << 8));
	const filePass = [0x2f, 0, 6, 0, 0, 0, 0x34, 0x12, 0x78, 0x56];
	return compound({
		Workbook: Uint8Array.from([...stream.slice(0, behindBof), ...filePass, ...stream.slice(behindBof)])
	});
}

function openDocument(kind: 'text' | 'spreadsheet', manifest = ''): Uint8Array {
	return writeZip([
		zipPart('mimetype', `${ODF}.${kind}`, { method: 0 }),
		zipPart('content.xml', new Uint8Array(200).fill(0x5a)),
		zipPart(
			'META-INF/manifest.xml',
			`<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${ODF}.${kind}"/>${manifest}</manifest:manifest>`
		)
	]);
}

function encryptedOds(): Uint8Array {
	return openDocument(
		'spreadsheet',
		'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml" manifest:size="200"><manifest:encryption-data manifest:checksum-type="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#sha256-1k" manifest:checksum="AA=="><manifest:algorithm manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc" manifest:initialisation-vector="AA=="/></manifest:encryption-data></manifest:file-entry>'
	);
}

function wordDocument(): Uint8Array {
	const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
	return writeZip([
		zipPart(
			'[Content_Types].xml',
			contentTypes([], '', main).replaceAll('/xl/workbook.xml', '/word/document.xml')
		),
		zipPart(
			'word/document.xml',
			'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
		)
	]);
}

function presentation(): Uint8Array {
	const main = 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml';
	return writeZip([
		zipPart(
			'[Content_Types].xml',
			contentTypes([], '', main).replaceAll('/xl/workbook.xml', '/ppt/presentation.xml')
		),
		zipPart(
			'ppt/presentation.xml',
			'<?xml version="1.0"?><p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>'
		)
	]);
}

/** What Excel lays beside a workbook that is open: 165 bytes, the person's name twice. */
function excelLock(): Uint8Array {
	const bytes = new Uint8Array(165).fill(0x20);
	bytes.set([3, 0x5a, 0x6f, 0x65]);
	bytes.set([3, 0, 0x5a, 0, 0x6f, 0, 0x65, 0], 54);
	for (let at = 62; at + 1 < bytes.length; at += 2) bytes[at + 1] = 0;
	return bytes;
}

/**
 * Names of another page that are read in Windows' western one: all are letters there, but hardly any name has them so.
 * Icelandic þ, ð and ý, and Nordic ø and æ, are right where they stand in such names.
 */
const FOREIGN = new RegExp(
	[
		// Turkish ş, ğ and ı; Baltic ž and š; Serbian đ; Romanian ţ.
		String.raw`(?<=\p{L})þ(?![óorjuúöv])`,
		String.raw`(?<=\p{Ll})Þ`,
		String.raw`(?<!\p{L})ð|(?<!\p{L})Ð(?=\p{L})`,
		String.raw`[þðÞÐ]\p{L}{0,20}[çÇüÜâÂîÎãÃûÛàÀèÈêÊëËïÏìÌòÒùÙñÑõÕ]|[çÇüÜâÂîÎãÃûÛàÀèÈêÊëËïÏìÌòÒùÙñÑõÕ]\p{L}{0,20}[þðÞÐ]`,
		String.raw`ý\p{L}{0,20}[çüýþ]|[çüÇÜþÝ]\p{L}{0,20}ý`,
		String.raw`(?<!\p{L})Ý(?=[bcdfghjklnpqstwxz])`,
		// Czech and Slovak ř, č, ě, ů and ň; South Slavic č, ć and đ.
		String.raw`[aeiouáéíóúý]ø[aeiouáéíóú]|ø[áéíóúì]`,
		String.raw`[šžŠŽáíýÁÍÝ]\p{L}{0,20}[èìùòÈÌÙÒ]|[èìùòÈÌÙÒ]\p{L}{0,20}[šžŠŽáíýÁÍÝ]`,
		String.raw`[šžŠŽ]\p{L}{0,20}[øïæðØÆÐ]|[øïæðØÆÐ]\p{L}{0,20}[šžŠŽ]`,
		String.raw`iæ(?!\p{L})|oðlu|[pP]øe|døej|[øØ]ez|ì(?=[a-mo-zø])`,
		// Marks within a word or before one: Polish Ł, ż and ą, Romanian ş, Baltic ŗ, Japanese; and what no page has.
		String.raw`(?<=\p{L})[¼½¾¿¡¤¦³¹²¢¥¬¯±£“”„†‡‰•©](?=\p{L})`,
		String.raw`(?<=\p{L})[ºª](?=\p{Ll})|(?<![\p{L}\d.])[ºª](?=\p{Ll})`,
		String.raw`[\x80-\x9f]`,
		String.raw`(?<![\p{L}\d])[¼½¾¤¦¥¬¯£](?=\p{L})`
	].join('|'),
	'u'
);

/** Whether a text that was read as western has letters that only another page's would leave so. */
export function hasForeignLetters(text: string): boolean {
	return FOREIGN.test(text);
}

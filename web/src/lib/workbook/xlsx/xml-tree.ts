import { decodeUtf8, readXmlText } from './xml-text.ts';

/** An element of a small part: never of a sheet or the shared strings, which may be a million cells. */
export interface XmlElement {
	/** Without its prefix. */
	name: string;
	namespace: string | undefined;
	/** By local name; one with a prefix stands under `prefix:name`, with the namespace in place of the prefix. */
	attributes: Map<string, string>;
	children: XmlElement[];
	/** The texts between its children, joined. */
	text: string;
}

const TOKEN =
	/<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<\?[^]*?\?>|<(\/?)([^\s<>/=!?]+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*?)(\/?)>|([^<]+)/y;
const ATTRIBUTE = /\s+([^\s=<>/"']+)\s*=\s*("[^"]*"|'[^']*')/y;
const DECLARED_ENCODING = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/;
const UTF_8 = /^(?:utf-?8|us-ascii)$/i;

/** Whether a part begins as UTF-8 does; anything else is read by somebody else. */
export function isUtf8Xml(start: string): boolean {
	const encoding = DECLARED_ENCODING.exec(start.replace(/^\ufeff/, ''))?.[1];
	return encoding === undefined || UTF_8.test(encoding);
}

/** The root element of a part; null for what is not well formed, or has a DTD or an encoding other than UTF-8. */
export function readXml(bytes: Uint8Array): XmlElement | null {
	const xml = decodeUtf8(bytes, 0, bytes.length)?.replace(/^\ufeff/, '');
	if (xml === undefined || !isUtf8Xml(xml)) return null;
	const top = newElement('', undefined, new Map());
	const open = [{ element: top, rawName: '', prefixes: new Map() as ReadonlyMap<string, string> }];
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < xml.length) {
		const token = TOKEN.exec(xml);
		if (token === null) return null;
		const [, cdata, slash, rawName, rawAttributes, isEmpty, rawText] = token;
		const parent = open.at(-1)!;
		if (cdata !== undefined) parent.element.text += cdata;
		else if (rawText !== undefined) {
			const text = readXmlText(rawText);
			if (text === null) return null;
			parent.element.text += text;
		} else if (slash === '/') {
			if (open.length === 1 || parent.rawName !== rawName) return null;
			open.pop();
		} else if (rawName !== undefined) {
			const read = readAttributes(rawAttributes!, parent.prefixes);
			if (read === null) return null;
			const colon = rawName.indexOf(':');
			const namespace = read.prefixes.get(rawName.slice(0, Math.max(colon, 0)));
			const element = newElement(rawName.slice(colon + 1), namespace, read.attributes);
			parent.element.children.push(element);
			if (!isEmpty) open.push({ element, rawName, prefixes: read.prefixes });
		}
	}
	return open.length === 1 && top.children.length === 1 && top.text.trim() === '' ? top.children[0]! : null;
}

function newElement(
	name: string,
	namespace: string | undefined,
	attributes: Map<string, string>
): XmlElement {
	return { name, namespace, attributes, children: [], text: '' };
}

/** The attributes of a tag, from its text after the name; null where they are not well formed. */
export function readAttributes(
	raw: string,
	outer: ReadonlyMap<string, string>
): { attributes: Map<string, string>; prefixes: ReadonlyMap<string, string> } | null {
	const written = new Map<string, string>();
	ATTRIBUTE.lastIndex = 0;
	let end = 0;
	for (let match = ATTRIBUTE.exec(raw); match !== null; match = ATTRIBUTE.exec(raw)) {
		const value = readXmlText(match[2]!.slice(1, -1));
		if (value === null || written.has(match[1]!)) return null;
		written.set(match[1]!, value);
		end = ATTRIBUTE.lastIndex;
	}
	if (raw.slice(end).trim() !== '') return null;
	let prefixes = outer;
	for (const [name, value] of written) {
		if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
		prefixes = new Map(prefixes).set(name.slice(6), value);
	}
	const attributes = new Map<string, string>();
	for (const [name, value] of written) {
		const colon = name.indexOf(':');
		const key = colon === -1 ? name : `${prefixes.get(name.slice(0, colon)) ?? ''}:${name.slice(colon + 1)}`;
		attributes.set(key, value);
	}
	return { attributes, prefixes };
}

export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
	return element?.children.filter((child) => child.name === name) ?? [];
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
	return element?.children.find((child) => child.name === name);
}

/** xsd:boolean, as Excel and others write it. */
export function isTrue(value: string | undefined): boolean {
	return value === '1' || value === 'true' || value === 'on';
}

import { readInitials } from './read-initials.ts';

/** Deep enough for white letters and for a paper of either colour; wallets show the badge on grounds of their own. */
const SEALS = ['#1E5B43', '#1F4F8B', '#7A2E3A', '#44562B', '#2F5D62', '#6B4A12', '#3B4A5A', '#8A3B1F'];
const PAPER = '#FBFAF6';
const WHEAT = '#B9832F';
const PALE_WHEAT = '#E9C98B';
const LOBES = [14, 16, 18, 20, 24];
const CENTRE = 60;

/**
 * The badge of a definition without an image of its own: a seal with its initials in a wreath of wheat. The same ID and
 * name give the same SVG; the ID chooses colour and edge. Safe in a page and as a file, whatever the name.
 */
export function badgeSvg({ id, name }: { id: string; name: string }): string {
	const hash = hashText(id);
	const seal = SEALS[hash % SEALS.length]!;
	const lobes = LOBES[(hash >>> 8) % LOBES.length]!;
	const initials = readInitials(name);
	const size = Array.from(initials).length > 1 ? 27 : 32;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" role="img" aria-label="${escapeXml(name)}">`,
		`<path fill="${seal}" d="${drawEdge(lobes)}"/>`,
		`<circle cx="60" cy="60" r="47.5" fill="none" stroke="${PALE_WHEAT}" stroke-width="1.25"/>`,
		`<circle cx="60" cy="60" r="43" fill="${PAPER}"/>`,
		`<g fill="${WHEAT}">${drawWreath()}</g>`,
		`<text x="60" y="57" fill="${seal}" font-family="'Source Serif 4 Variable','Source Serif 4',Georgia,'Noto Serif',serif"`,
		` font-size="${size}" font-weight="600" text-anchor="middle" dominant-baseline="central">${escapeXml(initials)}</text>`,
		'</svg>'
	].join('');
}

/** A scalloped circle: one curve a lobe. */
function drawEdge(lobes: number): string {
	const step = (2 * Math.PI) / lobes;
	let path = `M${pointAt(0, 53)}`;
	for (let lobe = 0; lobe < lobes; lobe += 1) {
		path += `Q${pointAt((lobe + 0.5) * step, 61)} ${pointAt((lobe + 1) * step, 53)}`;
	}
	return `${path}Z`;
}

/** Two ears of wheat, bound at the bottom and open at the top. */
function drawWreath(): string {
	let grains = '';
	for (const side of [-1, 1]) {
		for (let grain = 0; grain < 7; grain += 1) {
			const degrees = 90 + side * (16 + grain * 14);
			// Each grain leans outwards from the ear, in turn to either side of it.
			const lean = degrees + side * (grain % 2 === 0 ? 22 : -22);
			const [x, y] = pointAt((degrees * Math.PI) / 180, grain % 2 === 0 ? 37.6 : 34.4).split(' ');
			grains += `<ellipse cx="${x}" cy="${y}" rx="1.7" ry="4.6" transform="rotate(${lean} ${x} ${y})"/>`;
		}
	}
	return `${grains}<rect x="53.5" y="94.2" width="13" height="3.2" rx="1.6"/>`;
}

function pointAt(angle: number, radius: number): string {
	const x = CENTRE + radius * Math.cos(angle);
	const y = CENTRE + radius * Math.sin(angle);
	return `${Number(x.toFixed(2))} ${Number(y.toFixed(2))}`;
}

/** FNV-1a. */
function hashText(text: string): number {
	let hash = 0x811c9dc5;
	for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
	return hash >>> 0;
}

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

function escapeXml(text: string): string {
	// Letters that XML 1.0 cannot hold at all would make the whole picture unreadable.
	const legal = text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
	return legal.replace(/[&<>"']/g, (letter) => ENTITIES[letter]!);
}

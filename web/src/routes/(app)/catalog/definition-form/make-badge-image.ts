import { IMAGE_LIMIT } from '#shared/contract/catalog.ts';

export interface BadgeImage {
	png: Uint8Array<ArrayBuffer>;
	/** SHA-256, lower-case hex. */
	hash: string;
}

const SIDE = 512;
/** Bits kept of each colour channel, tried in turn: photographs only fit after losing some. */
const DEPTHS = [8, 6, 5, 4];

/** Draws any picture that the browser reads, whole and centred, on a square PNG that the server takes. */
export async function makeBadgeImage(file: Blob): Promise<BadgeImage | 'unreadable' | 'too-large'> {
	const canvas = await drawSquare(file);
	if (!canvas) return 'unreadable';
	for (const depth of DEPTHS) {
		if (depth < 8) flattenColours(canvas, depth);
		const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
		if (!blob) return 'unreadable';
		if (blob.size > IMAGE_LIMIT) continue;
		const png = new Uint8Array(await blob.arrayBuffer());
		return { png, hash: await hashBytes(png) };
	}
	return 'too-large';
}

async function drawSquare(file: Blob): Promise<HTMLCanvasElement | null> {
	// An <img> and not createImageBitmap: only it reads SVG.
	const url = URL.createObjectURL(file);
	const image = new Image();
	try {
		image.src = url;
		await image.decode();
	} catch {
		return null;
	} finally {
		URL.revokeObjectURL(url);
	}
	// An SVG may come without a size of its own.
	const width = image.naturalWidth || SIDE;
	const height = image.naturalHeight || SIDE;
	const scale = SIDE / Math.max(width, height);
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = SIDE;
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context) return null;
	context.imageSmoothingQuality = 'high';
	const [w, h] = [width * scale, height * scale];
	context.drawImage(image, (SIDE - w) / 2, (SIDE - h) / 2, w, h);
	return canvas;
}

function flattenColours(canvas: HTMLCanvasElement, depth: number) {
	const context = canvas.getContext('2d');
	if (!context) return;
	const pixels = context.getImageData(0, 0, SIDE, SIDE);
	const step = 255 / (2 ** depth - 1);
	for (let i = 0; i < pixels.data.length; i++) {
		const value = pixels.data[i] ?? 0;
		pixels.data[i] = Math.round(Math.round(value / step) * step);
	}
	context.putImageData(pixels, 0, 0);
}

async function hashBytes(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

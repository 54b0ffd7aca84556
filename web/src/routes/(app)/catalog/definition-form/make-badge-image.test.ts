import { expect, test } from 'vitest';
import { IMAGE_LIMIT } from '#shared/contract/catalog.ts';
import { makeBadgeImage } from './make-badge-image.ts';

async function sizeOf(png: Uint8Array<ArrayBuffer>) {
	const bitmap = await createImageBitmap(new Blob([png], { type: 'image/png' }));
	return [bitmap.width, bitmap.height];
}

function pictureOf(width: number, height: number, paint: (context: CanvasRenderingContext2D) => void) {
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	const context = canvas.getContext('2d');
	if (!context) throw new Error('no canvas here');
	paint(context);
	return new Promise<Blob>((done) => canvas.toBlob((blob) => blob && done(blob), 'image/jpeg', 0.95));
}

test('a wide JPEG becomes a square PNG under its own hash', async () => {
	const file = await pictureOf(900, 300, (context) => {
		context.fillStyle = '#1E5B43';
		context.fillRect(0, 0, 900, 300);
	});
	const image = await makeBadgeImage(file);
	if (typeof image === 'string') throw new Error(image);
	expect(await sizeOf(image.png)).toEqual([512, 512]);
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', image.png));
	expect(image.hash).toBe([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
});

test('an SVG without a size is drawn', async () => {
	const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4"/></svg>';
	const image = await makeBadgeImage(new Blob([svg], { type: 'image/svg+xml' }));
	if (typeof image === 'string') throw new Error(image);
	expect(await sizeOf(image.png)).toEqual([512, 512]);
});

test('a detailed photograph loses colours until it fits', async () => {
	let seed = 7;
	const next = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
	const file = await pictureOf(512, 512, (context) => {
		for (let i = 0; i < 400; i++) {
			const gradient = context.createRadialGradient(
				next() * 512,
				next() * 512,
				0,
				next() * 512,
				next() * 512,
				60
			);
			gradient.addColorStop(0, `hsl(${next() * 360} 60% 50% / .6)`);
			gradient.addColorStop(1, 'transparent');
			context.fillStyle = gradient;
			context.fillRect(0, 0, 512, 512);
		}
	});
	const image = await makeBadgeImage(file);
	if (typeof image === 'string') throw new Error(image);
	expect(image.png.byteLength).toBeLessThanOrEqual(IMAGE_LIMIT);
});

test('what is no picture is said to be unreadable', async () => {
	expect(await makeBadgeImage(new Blob(['PK'], { type: 'image/png' }))).toBe('unreadable');
});

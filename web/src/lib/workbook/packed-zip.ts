import { crc32 } from './crc-32.ts';
import { writeZip, type ZipFile } from './stored-zip.ts';

/** A ZIP of parts that are made piece by piece and packed as they are made: a large sheet never stands in memory whole. */
export async function writePackedZip(
	parts: Iterable<readonly [name: string, pieces: Iterable<Uint8Array<ArrayBuffer>>]>
): Promise<Uint8Array<ArrayBuffer>> {
	const files: ZipFile[] = [];
	for (const [name, pieces] of parts) files.push(await pack(name, pieces));
	return writeZip(files);
}

async function pack(name: string, pieces: Iterable<Uint8Array<ArrayBuffer>>): Promise<ZipFile> {
	const rest = pieces[Symbol.iterator]();
	let crc = 0;
	let size = 0;
	const source = new ReadableStream<BufferSource>({
		pull(controller) {
			const { done, value } = rest.next();
			if (done) return controller.close();
			crc = crc32(value, crc);
			size += value.length;
			controller.enqueue(value);
		}
	});
	const packed = source.pipeThrough(new CompressionStream('deflate-raw'));
	return { name, packed: await new Response(packed).bytes(), isDeflated: true, crc, size };
}

/** Reads a gzip piece by piece, so that one that unpacks without end is left as soon as it is too long. */
export class GzipReader {
	/** More came out of it than allowed. */
	isOverLimit = false;
	#reader: ReadableStreamDefaultReader<Uint8Array>;
	#limit: number;
	#taken = 0;
	/** What came and was not asked for yet. */
	#rest = new Uint8Array();

	constructor(packed: Blob, limit: number) {
		this.#reader = packed.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
		this.#limit = limit;
	}

	/** Exactly so many bytes. Throws where there are fewer, where the gzip is damaged, and beyond the limit. */
	async read(length: number): Promise<Uint8Array<ArrayBuffer>> {
		if (this.#taken + length > this.#limit) {
			this.isOverLimit = true;
			throw new RangeError('The gzip is longer than allowed.');
		}
		this.#taken += length;
		// Grows with what really comes: a length is only what the file says.
		const pieces: Uint8Array[] = [];
		let missing = length;
		while (missing > 0) {
			if (this.#rest.length === 0 && !(await this.#next())) throw new RangeError('The gzip ends too early.');
			const piece = this.#rest.subarray(0, missing);
			this.#rest = this.#rest.subarray(piece.length);
			missing -= piece.length;
			pieces.push(piece);
		}
		return new Uint8Array(await new Blob(pieces as BlobPart[]).arrayBuffer());
	}

	/** Also checks the checksum, which stands at the end. */
	async isAtEnd(): Promise<boolean> {
		while (this.#rest.length === 0) if (!(await this.#next())) return true;
		return false;
	}

	async end(): Promise<void> {
		await this.#reader.cancel().catch(() => {});
	}

	async #next(): Promise<boolean> {
		const { done, value } = await this.#reader.read();
		if (value) this.#rest = new Uint8Array(value);
		return !done;
	}
}

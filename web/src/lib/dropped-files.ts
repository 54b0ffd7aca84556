/** Files that one page took and the next one reads: a File cannot travel in an address. */
let waiting: File[] = [];

export function putDroppedFiles(files: File[]): void {
	waiting = files;
}

/** Hands the files over once. */
export function takeDroppedFiles(): File[] {
	const files = waiting;
	waiting = [];
	return files;
}

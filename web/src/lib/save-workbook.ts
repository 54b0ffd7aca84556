const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** The browser reads the bytes after the click has returned. */
const KEPT_MS = 60_000;

/** Puts a workbook among the downloads. `name` is without its ending; answers the file's name. */
export function saveWorkbook(bytes: Uint8Array, name: string): string {
	return saveFile(new Blob([new Uint8Array(bytes)], { type: XLSX }), name, '.xlsx');
}

/** The same for any file. */
export function saveFile(content: Blob, name: string, ending: string): string {
	const file = `${safeName(name)}${ending}`;
	const url = URL.createObjectURL(content);
	const link = document.createElement('a');
	link.href = url;
	link.download = file;
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
	return file;
}

/** Without the characters that Windows refuses in a file's name. */
export function safeName(name: string): string {
	return name
		.replace(/[\u0000-\u001f<>:"/\\|?*]/g, ' ')
		.replace(/\s+/g, ' ')
		.replace(/^[ .]+|[ .]+$/g, '');
}

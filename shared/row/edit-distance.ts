/**
 * Typing slips between two texts (a letter more, less, other, or two swapped; optimal string alignment), or
 * `limit + 1` as soon as there are more than `limit`.
 */
export function editDistance(a: string, b: string, limit: number): number {
	if (a === b) return 0;
	if (Math.abs(a.length - b.length) > limit) return limit + 1;
	let beforePrevious: number[] = [];
	let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const current = [i];
		let least = i;
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1] ? 0 : 1;
			let cost = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + same);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
				cost = Math.min(cost, beforePrevious[j - 2]! + 1);
			}
			current.push(cost);
			least = Math.min(least, cost);
		}
		if (least > limit) return limit + 1;
		beforePrevious = previous;
		previous = current;
	}
	return Math.min(previous[b.length]!, limit + 1);
}

/** Whether the texts are exactly one typing slip apart: `editDistance` is 1, found without a table. */
export function isOneSlip(a: string, b: string): boolean {
	if (Math.abs(a.length - b.length) > 1) return false;
	let start = 0;
	while (start < a.length && start < b.length && a.charCodeAt(start) === b.charCodeAt(start)) start++;
	let endA = a.length;
	let endB = b.length;
	while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
		endA--;
		endB--;
	}
	const [left, right] = [endA - start, endB - start];
	if (left + right === 1 || (left === 1 && right === 1)) return true;
	return left === 2 && right === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
}

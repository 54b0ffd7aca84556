const VALUES = new Map<string, number>([
	...'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
		.split(' ')
		.map((word, index): [string, number] => [word, index + 1]),
	...'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'
		.split(' ')
		.map((word, index): [string, number] => [word, index + 1]),
	...'twenty thirty forty fifty sixty seventy eighty ninety'
		.split(' ')
		.map((word, index): [string, number] => [word, 10 * index + 20]),
	...'vingt trente quarante cinquante soixante'
		.split(' ')
		.map((word, index): [string, number] => [word, 10 * index + 20]),
	['une', 1],
	['fourty', 40],
	['vingts', 20],
	['hundred', 100],
	['cent', 100],
	['cents', 100]
]);
const WORD = `(?:${[...VALUES.keys()].sort((a, b) => b.length - a.length).join('|')})`;
const RUN = new RegExp(`\\b${WORD}(?:(?:-|\\s+)(?:(?:and|et)(?:-|\\s+))?${WORD})*\\b`, 'g');

/** The folded text with its number words in figures: "thirty-six months" is "36 months"; what adds up to no number stays. */
export function writeFigures(folded: string): string {
	return folded.replace(RUN, (run) => String(addUp(run.split(/[\s-]+/)) ?? run));
}

function addUp(words: readonly string[]): number | null {
	let total = 0;
	for (const word of words) {
		const value = VALUES.get(word);
		// "and"
		if (value === undefined) continue;
		const below = total % 100;
		if (value === 100 && total < 10) total = (total || 1) * 100;
		else if (below === 0 && value < 100) total += value;
		// quatre-vingts
		else if (below === 4 && value === 20) total += 76;
		else if (canFollow(below, value)) total += value;
		else return null;
	}
	return total;
}

/** Whether a number ends so: twenty-two, dix-sept, soixante-douze. */
function canFollow(below: number, value: number): boolean {
	if (below === 10) return value >= 7 && value <= 9;
	if (below === 70 || below === 90) return value < 10;
	return below >= 20 && below % 10 === 0 && value < (below === 60 || below === 80 ? 20 : 10);
}

/** Letters of Cyrillic and Greek that look like a Latin one, each followed by that one. */
const LOOK_ALIKES = new Map(
	`аa еe оo рp сc уy хx ѕs іi јj ԁd ԛq ԝw һh ɡg АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ЅS ІI ЈJ
	αa οo ρp νv ιi υu ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX`
		.split(/\s+/)
		.map((pair) => [pair[0]!, pair[1]!])
);
const ASCII = /^[\x00-\x7f]*$/;

/** The address with Latin letters for those of other scripts that look alike; null where it has others, or none. */
export function writeInLatin(address: string): string | null {
	if (ASCII.test(address)) return null;
	const latin = Array.from(address, (letter) => LOOK_ALIKES.get(letter) ?? letter).join('');
	return ASCII.test(latin) ? latin : null;
}

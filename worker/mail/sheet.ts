import type { Language } from './words.ts';

const COLOURS = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.paper{background:#14161a!important}.surface{background:#1c1f24!important;border-color:#2e3239!important}
.ink{color:#eceae4!important}.quiet,.quiet a{color:#a5a9b1!important}
.button{background:#6fc29b!important;color:#14161a!important}.line{border-color:#2e3239!important}}`;

const SANS = "-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const SERIF = "'Source Serif 4',Georgia,'Times New Roman',serif";

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** What is put together to one mail; `html` of each is safe to place as it stands. */
export interface Sheet {
	language: Language;
	title: string;
	/** Shown beside the subject in the list of mails. */
	preheader: string;
	blocks: string[];
	footer: string[];
}

export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A value of its own direction: a right-to-left name does not turn the sentence around it. */
export function isolate(text: string): string {
	return `<bdi>${escapeHtml(text)}</bdi>`;
}

/** The same for plain text, with Unicode's isolates (FSI … PDI). What the value opens itself is taken out. */
export function isolateText(text: string): string {
	const calm = text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
	return RIGHT_TO_LEFT.test(calm) ? `\u2068${calm}\u2069` : calm;
}

export function paragraph(html: string): string {
	return `<p class="ink" style="margin:0 0 16px;color:#1b1d21">${html}</p>`;
}

export function quiet(html: string): string {
	return `<p class="quiet" style="margin:0 0 16px;font-size:14px;color:#5c6068">${html}</p>`;
}

export function serif(html: string, size: number): string {
	return `<p class="ink" style="margin:0 0 8px;font:600 ${size}px/1.25 ${SERIF};color:#1b1d21">${html}</p>`;
}

export function button(href: string, label: string): string {
	return `<p style="margin:24px 0"><a class="button" href="${escapeHtml(href)}" style="display:inline-block;padding:12px 24px;border-radius:6px;background:#1e5b43;color:#ffffff;font-weight:600;text-decoration:none">${escapeHtml(label)}</a></p>`;
}

export function address(href: string): string {
	return `<a href="${escapeHtml(href)}" style="color:#1e5b43;word-break:break-all">${escapeHtml(href)}</a>`;
}

/** One sheet on paper: no pictures, nothing from elsewhere, readable without its styles. */
export function writeSheet({ language, title, preheader, blocks, footer }: Sheet): string {
	return `<!doctype html>
<html lang="${language}" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(title)}</title><style>${COLOURS}</style></head>
<body class="paper" style="margin:0;padding:0;background:#fbfaf6">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(preheader)}</div>
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" style="background:#fbfaf6"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px"><tr><td class="surface" style="padding:32px;background:#ffffff;border:1px solid #e4e1d8;border-radius:10px;font:16px/1.5 ${SANS}">
${blocks.join('\n')}
</td></tr><tr><td style="padding:24px 32px;font:14px/1.5 ${SANS}">
${footer.map(quiet).join('\n')}
</td></tr></table>
</td></tr></table></body></html>`;
}

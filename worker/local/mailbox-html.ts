import type { MailSummary, StoredMail } from './mail-store.ts';

/** More would make a slow page; the search finds the others. */
const SHOWN = 200;

const STYLE = `:root{color-scheme:light dark;--paper:#fbfaf6;--surface:#fff;--ink:#1b1d21;--quiet:#5c6068;--line:#e4e1d8;--green:#1e5b43}
@media(prefers-color-scheme:dark){:root{--paper:#14161a;--surface:#1c1f24;--ink:#eceae4;--quiet:#a5a9b1;--line:#2e3239;--green:#6fc29b}}
*{box-sizing:border-box}body{margin:0 auto;max-width:1040px;padding:32px 16px;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
h1{margin:0;font:600 28px/1.25 Georgia,serif}header{display:flex;flex-wrap:wrap;gap:16px;align-items:baseline;margin-bottom:24px}
header p{margin:0;color:var(--quiet)}form{margin-left:auto}a{color:var(--green)}
input{font:inherit;padding:8px 12px;border:1px solid var(--line);border-radius:6px;background:var(--surface);color:inherit}
.surface{background:var(--surface);border:1px solid var(--line);border-radius:10px;overflow:hidden}
.row{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,4fr) auto;gap:16px;padding:12px 24px;border-top:1px solid var(--line);color:inherit;text-decoration:none}
.row:first-child{border-top:0}.row:hover{background:var(--paper)}.row span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
time,.quiet{color:var(--quiet);font-variant-numeric:tabular-nums}.empty{padding:48px 24px;text-align:center;color:var(--quiet)}
iframe{display:block;width:100%;height:640px;border:0;background:#fff}pre{margin:0;padding:24px;white-space:pre-wrap;overflow-wrap:anywhere;font:14px/1.5 ui-monospace,monospace}
dl{display:grid;grid-template-columns:auto minmax(0,1fr);gap:4px 16px;margin:0;padding:24px;overflow-wrap:anywhere}dt{color:var(--quiet)}dd{margin:0}
h2{margin:32px 0 12px;font-size:16px}summary{margin-top:32px;cursor:pointer}
@media(max-width:640px){.row{grid-template-columns:1fr}}`;

export function listPage(mails: MailSummary[], search: string): string {
	const rows = mails
		.slice(0, SHOWN)
		.map(
			({ id, to, subject, receivedAt }) =>
				`<a class="row" href="/mails/${id}"><span dir="auto">${escape(to)}</span><span dir="auto">${escape(subject)}</span>${timeTag(receivedAt)}</a>`
		);
	const empty = search
		? `Nothing here matches “${escape(search)}”.`
		: 'No mail yet. Everything that the local Sheaf sends comes here.';
	return page(
		'Mailbox',
		`<header><h1>Mailbox</h1><p>${mails.length} ${mails.length === 1 ? 'mail' : 'mails'}${mails.length > SHOWN ? `, the newest ${SHOWN} shown` : ''}</p>
<form><input type="search" name="q" value="${escape(search)}" placeholder="Address or subject" aria-label="Search"></form></header>
<main class="surface">${rows.join('') || `<p class="empty">${empty}</p>`}</main>
<script>setInterval(async()=>{const n=await fetch('/count').then(r=>r.text(),()=>'');if(n&&n!==document.body.dataset.count)location.reload()},2000)</script>`
	);
}

export function mailPage(mail: StoredMail): string {
	const headers = mail.headers.map(({ name, value }) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`);
	const html = mail.html
		? `<div class="surface"><iframe src="/mails/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox" title="The mail"></iframe></div>`
		: '';
	return page(
		mail.subject,
		`<header><p><a href="/">Mailbox</a></p></header>
<h1 dir="auto">${escape(mail.subject)}</h1>
<p class="quiet">From <span dir="auto">${escape(mail.from)}</span> to <span dir="auto">${escape(mail.to)}</span>, ${timeTag(mail.receivedAt)}</p>
<main>${html}<h2>Text</h2><div class="surface"><pre dir="auto">${linked(mail.text)}</pre></div>
<details><summary>Headers</summary><dl class="surface">${headers.join('')}</dl></details></main>`
	);
}

/** The mail's own HTML, with its links opening beside the mailbox. */
export function mailDocument(mail: StoredMail): string {
	return `<base target="_blank">${mail.html}`;
}

function page(title: string, body: string): string {
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(title)}</title><style>${STYLE}</style></head><body data-count="COUNT">${body}</body></html>`;
}

/** In this machine's time zone, as `2026-11-23 17:08:27`. */
function timeTag(at: string): string {
	return `<time datetime="${at}">${new Date(at).toLocaleString('sv-SE')}</time>`;
}

function linked(text: string): string {
	return escape(text).replace(/https?:\/\/[^\s&<]+/g, (url) => `<a href="${url}" target="_blank">${url}</a>`);
}

function escape(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

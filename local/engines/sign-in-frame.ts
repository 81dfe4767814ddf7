/** What the pages of the sign-in on one machine have in common. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** A whole page. `title`, `heading` and `body` are HTML. */
export function framed({ title, heading, body }: { title: string; heading: string; body: string }): string {
  return `<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
body { font: 1rem/1.6 Sarabun, 'Noto Sans Thai', system-ui, sans-serif; margin: 0; background: #f3f4f6; color: #111827 }
main { max-width: 26rem; margin: 8vh auto; padding: 1.5rem; background: #fff; border-radius: .5rem }
h1 { font-size: 1.4rem; margin: 0 0 1rem }
label { display: block; margin-top: 1rem; font-weight: 600 }
select, input, button { font: inherit; width: 100%; box-sizing: border-box; padding: .6rem; margin-top: .25rem }
button { margin-top: 1.5rem; background: #14532d; color: #fff; border: 0; border-radius: .375rem; cursor: pointer }
button:focus-visible, select:focus-visible, input:focus-visible { outline: 3px solid #f59e0b; outline-offset: 2px }
.failed { border-left: .3rem solid #b91c1c; padding-left: .75rem; color: #b91c1c }
.note { color: #4b5563; font-size: .9rem }
</style>
</head>
<body>
<main>
<h1>${heading}</h1>
${body}
</main>
</body>
</html>
`;
}

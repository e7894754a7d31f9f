/// The style of the page. Contrast is at least 4.5 : 1 in both schemes (WCAG 2.2, 1.4.3).
enum PageStyle {
    static var css: String { "\(text)" }

    static let text: StaticString = """

        :root {
          color-scheme: light dark;
          --ground: #ffffff; --raised: #f5f6f8; --line: #d5d9e0; --ink: #1b1f26; --quiet: #565e6b; --link: #0a58b5;
          --good: #0d6b3c; --moved: #5d4aa8; --bad: #a4262c; --method: #274b7a; --focus: #0a58b5;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #14171c; --raised: #1e232b; --line: #39414d; --ink: #e4e8ee; --quiet: #a3adbb; --link: #82b6ff;
            --good: #6fd39b; --moved: #b8a8ff; --bad: #ff9a94; --method: #9cc4ff; --focus: #82b6ff;
          }
        }
        * { box-sizing: border-box; }
        html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif;
          overflow-wrap: break-word; }
        a { color: var(--link); text-underline-offset: 0.15em; }
        :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
        main:focus { outline: none; }
        .skip { position: absolute; left: -100rem; }
        .skip:focus { left: 1rem; top: 1rem; z-index: 2; padding: 0.5rem 1rem; background: var(--ground); }
        .page { max-width: 76rem; margin: 0 auto; padding: 1rem; }
        main { min-width: 0; max-width: 54rem; }
        h1, h2, h3, h4, h5 { line-height: 1.25; margin: 1.5em 0 0.5em; }
        h1 { font-size: 2rem; margin-top: 0; }
        h2 { font-size: 1.5rem; margin-top: 3rem; padding-bottom: 0.3rem; border-bottom: 2px solid var(--line); }
        h3 { font-size: 1.2rem; margin-top: 0; }
        h4 { font-size: 1rem; }
        h5 { font-size: 0.95rem; margin: 0 0 0.25rem; }
        p, ul, ol, dl, pre { margin: 0.5em 0; }
        ul, ol { padding-left: 1.4rem; }
        code, pre { font-family: ui-monospace, "SFMono-Regular", "DejaVu Sans Mono", monospace; font-size: 0.88em; }
        :not(pre) > code { overflow-wrap: anywhere; }
        pre { padding: 0.7rem 0.9rem; background: var(--raised); border: 1px solid var(--line); border-radius: 6px;
          overflow-x: auto; line-height: 1.45; tab-size: 2; }
        pre code { font-size: inherit; }
        .lead { font-size: 1.15rem; color: var(--quiet); }
        .id, .place, .self { color: var(--quiet); font-weight: 400; font-size: 0.85em; }
        .self { text-decoration: none; }
        .label { font-weight: 600; font-size: 0.9rem; }
        .operation, .schema, .problem, section > .answer { margin: 1.5rem 0; padding: 1rem;
          border: 1px solid var(--line); border-radius: 8px; }
        .operation .answer { margin: 0.75rem 0; padding: 0.1rem 0 0.1rem 0.9rem; border-left: 3px solid var(--line); }
        .problem p { margin: 0.25rem 0; }
        .route { display: flex; flex-wrap: wrap; gap: 0.25rem 0.6rem; align-items: baseline; }
        .method { padding: 0 0.5em; border: 1.5px solid currentColor; border-radius: 4px; color: var(--method);
          font: 700 0.8rem/1.6 ui-monospace, monospace; }
        .method.post, .method.put, .method.patch { color: var(--good); }
        .method.delete { color: var(--bad); }
        .path { font-size: 1rem; font-weight: 600; }
        .good { color: var(--good); }
        .moved { color: var(--moved); }
        .bad, .deprecated { color: var(--bad); }
        .required { font: 600 0.78rem/1.4 system-ui, sans-serif; color: var(--bad); }
        .answer .required { color: var(--quiet); }
        .type { color: var(--quiet); }
        .type code { color: var(--ink); }
        .members { border-top: 1px solid var(--line); }
        .members > div { padding: 0.45rem 0; border-bottom: 1px solid var(--line); }
        .members dt > code:first-child { font-weight: 700; }
        .members dd { margin: 0.1rem 0 0 1rem; }
        .members dd > p { margin: 0.1rem 0; }
        .nested { margin: 0.5rem 0; padding-left: 0.8rem; border-left: 3px solid var(--line); }
        .alternatives p { margin: 0.1rem 0; }
        .media { margin-top: 0.75rem; font-weight: 600; }
        details { margin: 0.4rem 0; }
        summary { cursor: pointer; font-size: 0.9rem; font-weight: 600; }
        :target { outline: 2px solid var(--focus); outline-offset: 4px; border-radius: 4px; }
        nav ul { list-style: none; padding: 0; margin: 0 0 0.75rem; }
        nav li a { display: block; padding: 0.15rem 0; text-decoration: none; }
        nav li a:hover { text-decoration: underline; }
        nav .label { margin: 0.75rem 0 0.1rem; color: var(--quiet); }
        .contents { margin: 0 0 1.5rem; padding: 0.6rem 0.9rem; border: 1px solid var(--line); border-radius: 8px;
          background: var(--raised); }
        .contents summary { font-size: 1rem; }
        @media (min-width: 64rem) {
          .page { display: grid; grid-template-columns: 16rem minmax(0, 1fr); gap: 2.5rem; padding: 2rem; }
          nav { position: sticky; top: 1rem; align-self: start; max-height: calc(100vh - 2rem); overflow-y: auto;
            font-size: 0.92rem; }
          @supports selector(::details-content) {
            .contents > summary { display: none; }
            .contents::details-content { display: block; content-visibility: visible; block-size: auto; }
          }
        }
        @media print {
          :root { color-scheme: light; --ground: #fff; --raised: #fff; --ink: #000; --quiet: #444; --line: #bbb;
            --link: #000; --good: #000; --moved: #000; --bad: #000; --method: #000; }
          nav, .skip, .self { display: none; }
          body { font-size: 10pt; }
          .page { max-width: none; padding: 0; display: block; }
          main { max-width: none; }
          .operation, .schema { border: 0; padding: 0; }
          pre { white-space: pre-wrap; overflow-wrap: anywhere; overflow: visible; }
          h2, h3, h4, h5, .label, summary { break-after: avoid; }
          pre, .members > div, .problem { break-inside: avoid; }
          details::details-content { display: block; content-visibility: visible; block-size: auto; }
        }

        """
}

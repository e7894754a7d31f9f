// Made from api/ by `contract-generator generate`; edit the contract, not this file.

/// The contract as one HTML page, as `GET /docs` answers it.
package enum DocumentationPage {
    /// The text between the page's `<style>` tags; a content security policy names its hash.
    package static let style: StaticString = #"""

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

        """#

    /// The page.
    package static let html: StaticString = ##"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Items 1.0.0</title>
        <link rel="icon" href="data:,">
        <style>
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
        </style>
        </head>
        <body>
        <a class="skip" href="#content">Skip to the content</a>
        <div class="page"><nav aria-label="Contents"><details class="contents"><summary>Contents</summary><p class="label">Guide</p>
        <ul><li><a href="#calling">Calling it</a></li><li><a href="#credentials">Credentials</a></li><li><a href="#order">The order of checks</a></li><li><a href="#limits">Limits</a></li><li><a href="#problems">Problems</a></li></ul>
        <p class="label">items</p>
        <ul><li><a href="#operation-addItem">Add an item</a></li><li><a href="#operation-getItem">Get an item</a></li><li><a href="#operation-deleteItem">Delete an item</a></li></ul>
        <p class="label">Schemas</p>
        <ul><li><a href="#schema-Item">Item</a></li><li><a href="#schema-Problem">Problem</a></li></ul>
        </details>
        </nav>
        <main id="content" tabindex="-1"><header><h1>Items <span class="id">1.0.0</span></h1>
        </header>
        <section id="calling"><h2>Calling it</h2>
        <p>The commands on this page call <code>http://localhost:8080</code> unless the shell says otherwise; credentials come from its variables too:</p>
        <pre class="curl" tabindex="0"><code>BASE_URL=&#39;http://localhost:8080&#39;
        SESSION=&#39;…&#39;
        SECRET=&#39;…&#39;</code></pre>
        </section>
        <section id="credentials"><h2>Credentials</h2>
        <dl class="members"><div id="security-session"><dt><code>session</code></dt><dd><p>Sent as <code>Authorization: Bearer &lt;credential&gt;</code>; missing or not valid is <a href="#problem-unauthorized">401</a>. In the commands: <code>$SESSION</code>.</p>
        </dd></div>
        <div id="security-secret"><dt><code>secret</code></dt><dd><p>Sent as <code>X-Secret: &lt;credential&gt;</code>; missing or not valid is <a href="#problem-forbidden">403</a>. In the commands: <code>$SECRET</code>.</p>
        </dd></div>
        </dl>
        </section>
        <section id="order"><h2>The order of checks</h2>
        <p>The first check that fails is the answer; who may not ask learns nothing about the rest.</p>
        <ol><li>The path: <a href="#problem-not-found">404</a></li><li>The method: <a href="#problem-method-not-allowed">405</a></li><li>How often this address asks: <a href="#problem-too-many-requests">429</a></li><li>Credentials and roles: <a href="#problem-unauthorized">401</a> or <a href="#problem-forbidden">403</a></li><li>The length of the body: <a href="#problem-payload-too-large">413</a></li><li>The media types of body and answer: <a href="#problem-unsupported-media-type">415</a> or <a href="#problem-not-acceptable">406</a></li><li>Parameters and body: <a href="#problem-malformed-request">400</a></li><li>What the operation itself finds</li></ol>
        </section>
        <section id="limits"><h2>Limits</h2>
        <ul><li>JSON nests at most 64 deep where nothing else is said.</li><li>JSON names each member of an object once.</li><li>The body of <a href="#operation-addItem/body"><code>addItem</code></a> has at most 4 KiB (4096 bytes).</li></ul>
        </section>
        <section id="tag-items"><h2>Operations: items</h2>
        <article id="operation-addItem" class="operation"><h3>Add an item <a class="self" href="#operation-addItem" aria-label="Link to addItem">#</a></h3>
        <p class="route"><span class="method post">POST</span> <code class="path">/<wbr>items/<wbr></code> <span class="id">addItem</span></p>
        <h4>Credentials</h4>
        <p><a href="#security-secret"><code>secret</code></a>.</p>
        <h4 id="operation-addItem/body">Body</h4>
        <p>Required, at most 4 KiB (4096 bytes); longer is <a href="#problem-payload-too-large">413</a>.</p>
        <p class="media"><code>application/json</code></p>
        <p class="type"><a href="#schema-Item">Item</a></p>
        <h4>Call it</h4>
        <p class="label">tea</p>
        <pre class="curl" tabindex="0"><code>printf &#39;%s\n&#39; &quot;X-Secret: $SECRET&quot; | curl -X POST &quot;${BASE_URL:-http://localhost:8080}/items/&quot; \
          -H @- \
          -H &#39;Content-Type: application/json&#39; \
          --data &#39;{&quot;name&quot;: &quot;Tea&quot;}&#39;</code></pre>
        <h4>Answers</h4>
        <section class="answer" id="operation-addItem/201"><h5><span class="status good">201 Created</span></h5>
        <p>It is there.</p>
        <p class="label">Headers</p>
        <dl class="members"><div><dt><code>Location</code></dt><dd><p class="type">string</p>
        </dd></div>
        </dl>
        <p class="media"><code>application/json</code></p>
        <p class="type"><a href="#schema-Item">Item</a></p>
        <details open><summary>Example</summary><pre tabindex="0"><code>{&quot;name&quot;: &quot;Tea&quot;}</code></pre></details>
        <p class="label">Leads to</p>
        <ul><li><a href="#operation-getItem"><code>getItem</code></a> with <code>id = $response.body#/id</code></li>
        </ul>
        </section>
        <section class="answer" id="operation-addItem/400"><h5><span class="status bad">400 Bad Request</span></h5>
        <p>Invalid. <a href="#response-BadRequest">More on BadRequest</a></p>
        </section>
        <section class="answer" id="operation-addItem/403"><h5><span class="status bad">403 Forbidden</span></h5>
        <p>Not yours. <a href="#response-Forbidden">More on Forbidden</a></p>
        </section>
        <section class="answer" id="operation-addItem/405"><h5><span class="status bad">405 Method Not Allowed</span></h5>
        <p>Not this way. <a href="#response-MethodNotAllowed">More on MethodNotAllowed</a></p>
        </section>
        <section class="answer" id="operation-addItem/406"><h5><span class="status bad">406 Not Acceptable</span></h5>
        <p>Not in that form. <a href="#response-NotAcceptable">More on NotAcceptable</a></p>
        </section>
        <section class="answer" id="operation-addItem/413"><h5><span class="status bad">413 Content Too Large</span></h5>
        <p>Too large. <a href="#response-PayloadTooLarge">More on PayloadTooLarge</a></p>
        </section>
        <section class="answer" id="operation-addItem/415"><h5><span class="status bad">415 Unsupported Media Type</span></h5>
        <p>Not JSON. <a href="#response-UnsupportedMediaType">More on UnsupportedMediaType</a></p>
        </section>
        </article>
        <article id="operation-getItem" class="operation"><h3>Get an item <a class="self" href="#operation-getItem" aria-label="Link to getItem">#</a></h3>
        <p class="route"><span class="method get">GET</span> <code class="path">/<wbr>items/<wbr>{id}/<wbr></code> <span class="id">getItem</span></p>
        <h4>Credentials</h4>
        <p><a href="#security-session"><code>session</code></a>.</p>
        <h4>Parameters</h4>
        <dl class="members"><div id="operation-getItem/path/id"><dt><code>id</code><span class="place"> in the path</span> <span class="required">required</span></dt><dd><p class="type">integer (int64), at least 1</p>
        <p>For example <code>7</code></p>
        </dd></div>
        </dl>
        <h4>Call it</h4>
        <pre class="curl" tabindex="0"><code>printf &#39;%s\n&#39; &quot;Authorization: Bearer $SESSION&quot; | curl &quot;${BASE_URL:-http://localhost:8080}/items/7/&quot; \
          -H @-</code></pre>
        <h4>Answers</h4>
        <section class="answer" id="operation-getItem/200"><h5><span class="status good">200 OK</span></h5>
        <p>The item.</p>
        <p class="media"><code>application/json</code></p>
        <p class="type"><a href="#schema-Item">Item</a></p>
        <details open><summary>Example</summary><pre tabindex="0"><code>{&quot;name&quot;: &quot;Tea&quot;}</code></pre></details>
        </section>
        <section class="answer" id="operation-getItem/400"><h5><span class="status bad">400 Bad Request</span></h5>
        <p>Invalid. <a href="#response-BadRequest">More on BadRequest</a></p>
        </section>
        <section class="answer" id="operation-getItem/401"><h5><span class="status bad">401 Unauthorized</span></h5>
        <p>Who are you? <a href="#response-Unauthorized">More on Unauthorized</a></p>
        </section>
        <section class="answer" id="operation-getItem/404"><h5><span class="status bad">404 Not Found</span></h5>
        <p>No such item. <a href="#response-NotFound">More on NotFound</a></p>
        </section>
        <section class="answer" id="operation-getItem/405"><h5><span class="status bad">405 Method Not Allowed</span></h5>
        <p>Not this way. <a href="#response-MethodNotAllowed">More on MethodNotAllowed</a></p>
        </section>
        <section class="answer" id="operation-getItem/406"><h5><span class="status bad">406 Not Acceptable</span></h5>
        <p>Not in that form. <a href="#response-NotAcceptable">More on NotAcceptable</a></p>
        </section>
        </article>
        <article id="operation-deleteItem" class="operation"><h3>Delete an item <a class="self" href="#operation-deleteItem" aria-label="Link to deleteItem">#</a></h3>
        <p class="route"><span class="method delete">DELETE</span> <code class="path">/<wbr>items/<wbr>{id}/<wbr></code> <span class="id">deleteItem</span></p>
        <h4>Credentials</h4>
        <p><a href="#security-session"><code>session</code></a> with the role <code>admin</code>.</p>
        <h4>Parameters</h4>
        <dl class="members"><div id="operation-deleteItem/path/id"><dt><code>id</code><span class="place"> in the path</span> <span class="required">required</span></dt><dd><p class="type">integer (int64), at least 1</p>
        <p>For example <code>7</code></p>
        </dd></div>
        </dl>
        <h4>Call it</h4>
        <pre class="curl" tabindex="0"><code>printf &#39;%s\n&#39; &quot;Authorization: Bearer $SESSION&quot; | curl -X DELETE &quot;${BASE_URL:-http://localhost:8080}/items/7/&quot; \
          -H @-</code></pre>
        <h4>Answers</h4>
        <section class="answer" id="operation-deleteItem/204"><h5><span class="status good">204 No Content</span></h5>
        <p>It is gone.</p>
        </section>
        <section class="answer" id="operation-deleteItem/400"><h5><span class="status bad">400 Bad Request</span></h5>
        <p>Invalid. <a href="#response-BadRequest">More on BadRequest</a></p>
        </section>
        <section class="answer" id="operation-deleteItem/401"><h5><span class="status bad">401 Unauthorized</span></h5>
        <p>Who are you? <a href="#response-Unauthorized">More on Unauthorized</a></p>
        </section>
        <section class="answer" id="operation-deleteItem/403"><h5><span class="status bad">403 Forbidden</span></h5>
        <p>Not yours. <a href="#response-Forbidden">More on Forbidden</a></p>
        </section>
        <section class="answer" id="operation-deleteItem/404"><h5><span class="status bad">404 Not Found</span></h5>
        <p>No such item. <a href="#response-NotFound">More on NotFound</a></p>
        </section>
        <section class="answer" id="operation-deleteItem/405"><h5><span class="status bad">405 Method Not Allowed</span></h5>
        <p>Not this way. <a href="#response-MethodNotAllowed">More on MethodNotAllowed</a></p>
        </section>
        </article>
        </section>
        <section id="problems"><h2>Problems</h2>
        <p>Errors are <code>application/problem+json</code> (RFC 9457). Branch on <code>type</code>; <code>title</code> and <code>detail</code> are for people.</p>
        <section class="problem" id="problem-malformed-request"><h3>Malformed request <span class="id">400</span></h3>
        <p><code>/problems/malformed-request</code></p>
        <p><span class="label">When:</span> The HTTP message itself is wrong or ambiguous; the connection is closed.</p>
        <p><span class="label">What to do:</span> Mend the HTTP client.</p>
        </section>
        <section class="problem" id="problem-malformed-json"><h3>Malformed JSON <span class="id">400</span></h3>
        <p><code>/problems/malformed-json</code></p>
        <p><span class="label">When:</span> The body is no JSON: its syntax, its UTF-8, a member named twice, or nesting beyond the limit.</p>
        <p><span class="label">What to do:</span> Mend what writes the body.</p>
        </section>
        <section class="problem" id="problem-validation"><h3>Validation failed <span class="id">400</span></h3>
        <p><code>/problems/validation</code></p>
        <p><span class="label">When:</span> The body is JSON, but it or a parameter breaks the contract.</p>
        <p><span class="label">What to do:</span> Mend what <code>violations</code> names: all broken rules are listed, each with its place.</p>
        </section>
        <section class="problem" id="problem-unauthorized"><h3>Unauthorized <span class="id">401</span></h3>
        <p><code>/problems/unauthorized</code></p>
        <p><span class="label">When:</span> There is no credential, or it is invalid or expired.</p>
        <p><span class="label">What to do:</span> Get a fresh credential and send the request again.</p>
        </section>
        <section class="problem" id="problem-forbidden"><h3>Forbidden <span class="id">403</span></h3>
        <p><code>/problems/forbidden</code></p>
        <p><span class="label">When:</span> The credential lacks the role that is asked for, or is refused by a scheme that answers 403.</p>
        <p><span class="label">What to do:</span> Do not repeat the request.</p>
        </section>
        <section class="problem" id="problem-not-found"><h3>Not found <span class="id">404</span></h3>
        <p><code>/problems/not-found</code></p>
        <p><span class="label">When:</span> There is no such path, or nothing with this id.</p>
        <p><span class="label">What to do:</span> Correct the path, or forget the id.</p>
        </section>
        <section class="problem" id="problem-method-not-allowed"><h3>Method not allowed <span class="id">405</span></h3>
        <p><code>/problems/method-not-allowed</code></p>
        <p><span class="label">When:</span> The path exists, but not with this method.</p>
        <p><span class="label">What to do:</span> Use one of the methods in <code>Allow</code>.</p>
        </section>
        <section class="problem" id="problem-not-acceptable"><h3>Not acceptable <span class="id">406</span></h3>
        <p><code>/problems/not-acceptable</code></p>
        <p><span class="label">When:</span> <code>Accept</code> leaves no media type that this operation can send.</p>
        <p><span class="label">What to do:</span> Accept the media type of the answer, or leave <code>Accept</code> out.</p>
        </section>
        <section class="problem" id="problem-request-timeout"><h3>Request timeout <span class="id">408</span></h3>
        <p><code>/problems/request-timeout</code></p>
        <p><span class="label">When:</span> The request did not arrive in time; the connection is closed.</p>
        <p><span class="label">What to do:</span> Send the request again.</p>
        </section>
        <section class="problem" id="problem-conflict"><h3>Conflict <span class="id">409</span></h3>
        <p><code>/problems/conflict</code></p>
        <p><span class="label">When:</span> The request contradicts what is stored.</p>
        <p><span class="label">What to do:</span> Read again, then decide.</p>
        </section>
        <section class="problem" id="problem-precondition-failed"><h3>Precondition failed <span class="id">412</span></h3>
        <p><code>/problems/precondition-failed</code></p>
        <p><span class="label">When:</span> <code>If-Match</code> does not name the current <code>ETag</code>.</p>
        <p><span class="label">What to do:</span> Read again and use the new <code>ETag</code>, or leave <code>If-Match</code> out.</p>
        </section>
        <section class="problem" id="problem-payload-too-large"><h3>Payload too large <span class="id">413</span></h3>
        <p><code>/problems/payload-too-large</code></p>
        <p><span class="label">When:</span> The body is longer than is read.</p>
        <p><span class="label">What to do:</span> Send less; the limit stands with its operation.</p>
        </section>
        <section class="problem" id="problem-uri-too-long"><h3>URI too long <span class="id">414</span></h3>
        <p><code>/problems/uri-too-long</code></p>
        <p><span class="label">When:</span> The request target is longer than is read; the connection is closed.</p>
        <p><span class="label">What to do:</span> Shorten the query.</p>
        </section>
        <section class="problem" id="problem-unsupported-media-type"><h3>Unsupported media type <span class="id">415</span></h3>
        <p><code>/problems/unsupported-media-type</code></p>
        <p><span class="label">When:</span> <code>Content-Type</code> is missing or names a media type this operation does not read, or the body is coded.</p>
        <p><span class="label">What to do:</span> Send the body as the operation shows it, without <code>Content-Encoding</code>.</p>
        </section>
        <section class="problem" id="problem-expectation-failed"><h3>Expectation failed <span class="id">417</span></h3>
        <p><code>/problems/expectation-failed</code></p>
        <p><span class="label">When:</span> <code>Expect</code> asks for something other than <code>100-continue</code>.</p>
        <p><span class="label">What to do:</span> Leave <code>Expect</code> out.</p>
        </section>
        <section class="problem" id="problem-too-many-requests"><h3>Too many requests <span class="id">429</span></h3>
        <p><code>/problems/too-many-requests</code></p>
        <p><span class="label">When:</span> One address asks too often.</p>
        <p><span class="label">What to do:</span> Wait as many seconds as <code>Retry-After</code> says.</p>
        </section>
        <section class="problem" id="problem-header-fields-too-large"><h3>Header fields too large <span class="id">431</span></h3>
        <p><code>/problems/header-fields-too-large</code></p>
        <p><span class="label">When:</span> The header section is longer than is read, or has too many lines; the connection is closed.</p>
        <p><span class="label">What to do:</span> Send fewer or shorter header fields.</p>
        </section>
        <section class="problem" id="problem-internal"><h3>Internal error <span class="id">500</span></h3>
        <p><code>/problems/internal</code></p>
        <p><span class="label">When:</span> A fault of the server; nothing about it is told.</p>
        <p><span class="label">What to do:</span> Report <code>request_id</code>; do not repeat the request at once.</p>
        </section>
        <section class="problem" id="problem-not-implemented"><h3>Not implemented <span class="id">501</span></h3>
        <p><code>/problems/not-implemented</code></p>
        <p><span class="label">When:</span> The server knows the method, or the transfer coding, for no path.</p>
        <p><span class="label">What to do:</span> Use a method of the contract, and no transfer coding but <code>chunked</code>.</p>
        </section>
        <section class="problem" id="problem-unavailable"><h3>Service unavailable <span class="id">503</span></h3>
        <p><code>/problems/unavailable</code></p>
        <p><span class="label">When:</span> Something that is needed is out of reach, or the server is starting, full or shutting down.</p>
        <p><span class="label">What to do:</span> Wait as many seconds as <code>Retry-After</code> says, then send the request again.</p>
        </section>
        <section class="problem" id="problem-http-version-not-supported"><h3>HTTP version not supported <span class="id">505</span></h3>
        <p><code>/problems/http-version-not-supported</code></p>
        <p><span class="label">When:</span> The request is of another protocol than HTTP/1.1 or HTTP/1.0; the connection is closed.</p>
        <p><span class="label">What to do:</span> Speak HTTP/1.1; HTTP/2 is for a proxy in front.</p>
        </section>
        </section>
        <section id="answers"><h2>Shared answers</h2>
        <section class="answer" id="response-BadRequest"><h3>BadRequest <span class="id">400</span></h3>
        <p>Invalid.</p>
        <p>A problem of type <a href="#problem-malformed-request"><code>/problems/malformed-request</code></a>, <a href="#problem-malformed-json"><code>/problems/malformed-json</code></a> or <a href="#problem-validation"><code>/problems/validation</code></a>.</p>
        <p class="media"><code>application/problem+json</code></p>
        <p class="type"><a href="#schema-Problem">Problem</a></p>
        <details open><summary>Example</summary><pre tabindex="0"><code>{&quot;title&quot;: &quot;Invalid.&quot;}</code></pre></details>
        </section>
        <section class="answer" id="response-Unauthorized"><h3>Unauthorized <span class="id">401</span></h3>
        <p>Who are you?</p>
        <p>A problem of type <a href="#problem-unauthorized"><code>/problems/unauthorized</code></a>.</p>
        <p class="media"><code>application/problem+json</code></p>
        <p class="type"><a href="#schema-Problem">Problem</a></p>
        <details open><summary>Example</summary><pre tabindex="0"><code>{&quot;title&quot;: &quot;Who are you?&quot;}</code></pre></details>
        </section>
        <section class="answer" id="response-Forbidden"><h3>Forbidden <span class="id">403</span></h3>
        <p>Not yours.</p>
        <p>A problem of type <a href="#problem-forbidden"><code>/problems/forbidden</code></a>.</p>
        <p class="media"><code>application/problem+json</code></p>
        <p class="type"><a href="#schema-Problem">Problem</a></p>
        <details open><summary>Example</summary><pre tabindex="0"><code>{&quot;title&quot;: &quot;Not yours.&quot;}</code></pre></details>
        </section>
        <section class="answer" id="response-NotFound"><h3>NotFound <span class="id">404</span></h3>
        <p>No such item.</p>
        <p>A problem of type <a href="#problem-not-found"><code>/problems/not-found</code></a>.</p>
        <p class="media"><code>application/problem+json</code></p>
        <p class="type"><a href="#schema-Problem">Problem</a></p>
        <details open><summary>Example</summary><pre tabindex="0"><code>{&quot;title&quot;: &quot;No such item.&quot;}</code></pre></details>
        </section>
        <section class="answer" id="response-MethodNotAllowed"><h3>MethodNotAllowed <span class="id">405</span></h3>
        <p>Not this way.</p>
        <p>A problem of type <a href="#problem-method-not-allowed"><code>/problems/method-not-allowed</code></a>.</p>
        <p class="media"><code>application/problem+json</code></p>
        <p class="type"><a href="#schema-Problem">Problem</a></p>
        <details open><summary>Example</summary><pre tabindex="0"><code>{&quot;title&quot;: &quot;Not this way.&quot;}</code></pre></details>
        </section>
        <section class="answer" id="response-NotAcceptable"><h3>NotAcceptable <span class="id">406</span></h3>
        <p>Not in that form.</p>
        <p>A problem of type <a href="#problem-not-acceptable"><code>/problems/not-acceptable</code></a>.</p>
        <p class="media"><code>application/problem+json</code></p>
        <p class="type"><a href="#schema-Problem">Problem</a></p>
        <details open><summary>Example</summary><pre tabindex="0"><code>{&quot;title&quot;: &quot;Not in that form.&quot;}</code></pre></details>
        </section>
        <section class="answer" id="response-PayloadTooLarge"><h3>PayloadTooLarge <span class="id">413</span></h3>
        <p>Too large.</p>
        <p>A problem of type <a href="#problem-payload-too-large"><code>/problems/payload-too-large</code></a>.</p>
        <p class="media"><code>application/problem+json</code></p>
        <p class="type"><a href="#schema-Problem">Problem</a></p>
        <details open><summary>Example</summary><pre tabindex="0"><code>{&quot;title&quot;: &quot;Too large.&quot;}</code></pre></details>
        </section>
        <section class="answer" id="response-UnsupportedMediaType"><h3>UnsupportedMediaType <span class="id">415</span></h3>
        <p>Not JSON.</p>
        <p>A problem of type <a href="#problem-unsupported-media-type"><code>/problems/unsupported-media-type</code></a>.</p>
        <p class="media"><code>application/problem+json</code></p>
        <p class="type"><a href="#schema-Problem">Problem</a></p>
        <details open><summary>Example</summary><pre tabindex="0"><code>{&quot;title&quot;: &quot;Not JSON.&quot;}</code></pre></details>
        </section>
        </section>
        <section id="schemas"><h2>Schemas</h2>
        <article id="schema-Item" class="schema"><h3>Item <a class="self" href="#schema-Item" aria-label="Link to Item">#</a></h3>
        <p class="type">object, with <code>price</code> also <code>size</code>, no other members</p>
        <p>A thing on a shelf.
        It may have parts.</p>
        <dl class="members"><div id="schema-Item/id"><dt><code>id</code></dt><dd><p class="type">integer (int64)</p>
        </dd></div>
        <div id="schema-Item/name"><dt><code>name</code> <span class="required">required</span></dt><dd><p class="type">string, 1 to 20 characters, matches <code>^[a-z ]+$</code></p>
        <p>What it is called.</p>
        </dd></div>
        <div id="schema-Item/owner"><dt><code>owner</code> <span class="required">required</span></dt><dd><p class="type">string or null</p>
        </dd></div>
        <div id="schema-Item/note"><dt><code>note</code></dt><dd><p class="type">string or null</p>
        </dd></div>
        <div id="schema-Item/size"><dt><code>size</code></dt><dd><p class="type">integer, 1 to 100</p>
        </dd></div>
        <div id="schema-Item/price"><dt><code>price</code></dt><dd><p class="type">number, a multiple of 0.01</p>
        </dd></div>
        <div id="schema-Item/status"><dt><code>status</code></dt><dd><p class="type">string, one of <code>&quot;new&quot;</code>, <code>&quot;old&quot;</code> or <code>&quot;default&quot;</code></p>
        </dd></div>
        <div id="schema-Item/origin"><dt><code>origin</code></dt><dd><p class="type">one of <code>{&quot;country&quot;: &quot;IN&quot;}</code> or <code>{&quot;country&quot;: &quot;CN&quot;}</code></p>
        </dd></div>
        <div id="schema-Item/tags"><dt><code>tags</code></dt><dd><p class="type">array of string, at most 5 elements, all elements different</p>
        </dd></div>
        <div id="schema-Item/counts"><dt><code>counts</code></dt><dd><p class="type">object</p>
        <dl class="members"><div><dt>other members</dt><dd><p class="type">integer, 0 to 9</p>
        </dd></div>
        </dl>
        </dd></div>
        <div id="schema-Item/parent"><dt><code>parent</code></dt><dd><p class="type"><a href="#schema-Item">Item</a></p>
        </dd></div>
        <div id="schema-Item/parts"><dt><code>parts</code></dt><dd><p class="type">array of <a href="#schema-Item">Item</a></p>
        </dd></div>
        <div><dt>names that match <code>^x-</code></dt><dd><p class="type">string</p>
        </dd></div>
        </dl>
        <div class="nested"><p class="label">Exactly one of these holds:</p>
        <ul class="alternatives"><li><p class="type">any value, has <code>id</code></p>
        </li><li><p class="type">any value, has <code>size</code></p>
        </li><li><p class="type">value</p>
        <dl class="members"><div><dt><code>id</code></dt><dd><p class="type">nothing: no value is valid</p>
        </dd></div>
        <div><dt><code>size</code></dt><dd><p class="type">nothing: no value is valid</p>
        </dd></div>
        </dl>
        </li></ul>
        </div>
        </article>
        <article id="schema-Problem" class="schema"><h3>Problem <a class="self" href="#schema-Problem" aria-label="Link to Problem">#</a></h3>
        <p class="type">object</p>
        <dl class="members"><div id="schema-Problem/title"><dt><code>title</code> <span class="required">required</span></dt><dd><p class="type">string</p>
        </dd></div>
        </dl>
        </article>
        </section>
        </main>
        </div>
        </body>
        </html>

        """##
}

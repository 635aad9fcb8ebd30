"use strict";
(() => {
  const SAFETIES = ["safe", "unsafe", "manual"];
  const BARS = 12;
  const TILES = 14;
  const byId = (id) => document.getElementById(id);
  const number = (value) => value.toLocaleString("en");
  const counted = (value, noun) => `${number(value)} ${noun}${value === 1 ? "" : "s"}`;
  const data = (kind) => [...document.querySelectorAll(`script[data-kind="${kind}"]`)].map((each) => JSON.parse(each.textContent));
  const SVG = "http://www.w3.org/2000/svg";

  // Whatever comes from a program is set as text or as an attribute, never as markup.
  function make(name, attributes = {}, ...children) {
    const svg = ["svg", "g", "rect", "text", "title", "clipPath"].includes(name);
    const made = svg ? document.createElementNS(SVG, name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "onclick") made.addEventListener("click", value);
      else if (value !== undefined && value !== null) made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }
  // Messages quote code in backticks, as Markdown does.
  const prose = (text) => text.split(/`([^`]+)`/).map((part, at) => (at % 2 ? make("code", {}, part) : part));
  const sign = (safety) => make("span", { class: `sign ${safety}`, "aria-hidden": "true" });

  const run = data("run")[0];
  const failures = data("failure");
  const folderOf = (path) => path.slice(0, path.lastIndexOf("/") + 1);
  const files = data("file").map((raw, index) => ({
    index,
    path: raw.path,
    folder: folderOf(raw.path),
    changed: raw.changed,
    hunks: raw.hunks,
    findings: raw.findings.map(([codemod, safety, line, column, applied, message, proposal], at) => ({
      id: `f${index}-${at}`, codemod, safety, line, column, applied: applied === 1, message, proposal,
      family: run.rules[codemod].family, title: run.rules[codemod].title,
    })),
    open: true, body: null, shown: [], text: null, element: null,
  }));
  const every = files.flatMap((file) => file.findings);
  const state = { query: "", safeties: new Set(SAFETIES), family: "", codemod: "", folder: "", view: "files", all: false };
  let current = null;

  // --- what is to be seen -------------------------------------------------------------------------------------------

  const passes = (file, finding, except) =>
    state.safeties.has(finding.safety) &&
    (except === "codemod" || !state.codemod || finding.codemod === state.codemod) &&
    (!state.family || finding.family === state.family) &&
    (!state.folder || file.folder.startsWith(state.folder));

  function codeOf(file) {
    file.text ??= file.hunks.flat().flatMap((row) => row.slice(2)).map((pieces) => pieces.map((piece) => piece.slice(1)).join("")).join("\n").toLowerCase();
    return file.text;
  }

  function found(file, finding) {
    const query = state.query;
    return !query || `${file.path}\n${finding.codemod}\n${finding.title}\n${finding.message}`.toLowerCase().includes(query);
  }

  function seen(file, except) {
    const passing = file.findings.filter((finding) => passes(file, finding, except));
    if (!state.query || !passing.length) return passing;
    const hits = passing.filter((finding) => found(file, finding));
    return hits.length || !codeOf(file).includes(state.query) ? hits : passing;
  }

  function tally(findings, key) {
    const counts = new Map();
    for (const finding of findings) {
      const name = key(finding);
      if (!counts.has(name)) counts.set(name, { total: 0, safe: 0, unsafe: 0, manual: 0 });
      const count = counts.get(name);
      count.total += 1;
      count[finding.safety] += 1;
    }
    return [...counts].sort((one, other) => other[1].total - one[1].total || (one[0] < other[0] ? -1 : 1));
  }

  // --- overview -----------------------------------------------------------------------------------------------------

  function drawFigures() {
    const of = (safety) => every.filter((finding) => finding.safety === safety).length;
    const figure = (name, value, kind = "") => make("div", { class: kind }, make("dt", {}, name), make("dd", {}, number(value)));
    const changed = files.filter((file) => file.changed).length;
    byId("figures").replaceChildren(
      figure("files read", run.read),
      figure(run.written ? "files rewritten" : "files would change", changed),
      figure("findings", every.length),
      ...SAFETIES.map((safety) => figure({ safe: "safe to apply", unsafe: "to look at", manual: "to do by hand" }[safety], of(safety), safety)),
      ...(failures.length ? [figure("not processed", failures.length, "failed")] : []),
    );
    byId("said").textContent = run.written ? "what was rewritten, and what is left" : "what would be rewritten, and what would be left";
    byId("colophon").textContent = `Made by netfix ${run.version}. This page works offline and sends nothing.`;
    byId("failures").hidden = !failures.length;
    byId("failures").querySelector("ul").replaceChildren(...failures.map((failure) =>
      make("li", {}, make("code", {}, failure.place), failure.reason)));
  }

  function drawBars() {
    const rows = tally(files.flatMap((file) => seen(file, "codemod")), (finding) => finding.codemod);
    const most = rows.length ? rows[0][1].total : 1;
    const shown = state.all ? rows : rows.slice(0, BARS);
    byId("bars").replaceChildren(...shown.map(([name, count]) => {
      const svg = make("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" });
      let x = 0;
      for (const safety of SAFETIES) {
        const width = (100 * count[safety]) / most;
        if (width) svg.append(make("rect", { class: safety, x, y: 0, width, height: 10 }));
        x += width;
      }
      const parts = SAFETIES.filter((safety) => count[safety]).map((safety) => `${count[safety]} ${safety}`).join(", ");
      return make("button", {
        type: "button", class: "codemod-bar", "aria-pressed": String(state.codemod === name), title: `${run.rules[name].title}: ${parts}`,
        onclick: () => set({ codemod: state.codemod === name ? "" : name }),
      }, make("span", {}, name), svg, make("span", {}, number(count.total)));
    }));
    byId("more").hidden = rows.length <= BARS;
    byId("more").textContent = state.all ? "Show fewer" : `Show all ${rows.length}`;
  }

  // Rows of tiles whose sides are as alike as can be (Bruls, Huizing, van Wijk: Squarified Treemaps).
  function squarified(items, x, y, width, height) {
    const tiles = [];
    let rest = items.slice();
    let left = rest.reduce((sum, item) => sum + item.size, 0);
    while (rest.length) {
      const scale = (width * height) / left;
      const side = Math.min(width, height);
      let row = [], area = 0, worst = Infinity;
      for (const item of rest) {
        const next = [...row, item];
        const sum = area + item.size * scale;
        const ratios = next.map((each) => Math.max((side * side * each.size * scale) / (sum * sum), (sum * sum) / (side * side * each.size * scale)));
        if (Math.max(...ratios) > worst) break;
        row = next; area = sum; worst = Math.max(...ratios);
      }
      const thickness = area / side;
      let along = 0;
      for (const item of row) {
        const length = (item.size * scale) / thickness;
        tiles.push(width >= height
          ? { item, x, y: y + along, width: thickness, height: length }
          : { item, x: x + along, y, width: length, height: thickness });
        along += length;
      }
      if (width >= height) { x += thickness; width -= thickness; } else { y += thickness; height -= thickness; }
      left -= row.reduce((sum, item) => sum + item.size, 0);
      rest = rest.slice(row.length);
    }
    return tiles;
  }

  function commonFolder() {
    if (!files.length) return "";
    let common = files[0].folder;
    for (const file of files) while (!file.folder.startsWith(common)) common = folderOf(common.slice(0, -1));
    return common;
  }
  const root = commonFolder();

  function drawMap() {
    const here = state.folder && state.folder.startsWith(root) ? state.folder : root;
    const amounts = files.map((file) => [file.path, seen(file).length]).filter(([path, amount]) => amount && path.startsWith(here));
    const within = (folder) => {
      const sizes = new Map();
      for (const [path, amount] of amounts) {
        if (!path.startsWith(here + folder)) continue;
        const rest = path.slice((here + folder).length);
        const name = folder + (rest.includes("/") ? rest.slice(0, rest.indexOf("/") + 1) : rest);
        sizes.set(name, (sizes.get(name) ?? 0) + amount);
      }
      return [...sizes].map(([name, size]) => ({ name, size }));
    };
    // A few large folders say little: the largest is opened as long as there is room.
    let items = within("").sort((one, other) => other.size - one.size);
    for (let largest; items.length < TILES && (largest = items.find((item) => item.name.endsWith("/"))); ) {
      const opened = within(largest.name);
      if (items.length + opened.length > 3 * TILES) break;
      items = [...items.filter((item) => item !== largest), ...opened].sort((one, other) => other.size - one.size);
    }
    const width = Math.max(280, byId("map").clientWidth), height = 300;
    const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, height, role: "group", "aria-label": "Findings by folder" });
    const most = items.length ? items[0].size : 1;
    squarified(items, 0, 0, width, height).forEach((tile, at) => {
      const { name, size } = tile.item;
      const isFolder = name.endsWith("/");
      const choose = () => (isFolder ? set({ folder: here + name }) : go(files.find((file) => file.path === here + name)));
      const label = name.slice(name.lastIndexOf("/", name.length - 2) + 1);
      const clip = `clip${at}`;
      const group = make("g", { tabindex: 0, role: "button", onclick: choose },
        make("title", {}, `${here + name}: ${counted(size, "finding")}`),
        make("rect", { x: tile.x, y: tile.y, width: tile.width, height: tile.height, rx: 5 }),
        make("clipPath", { id: clip }, make("rect", { x: tile.x, y: tile.y, width: Math.max(0, tile.width - 6), height: tile.height })));
      if (tile.width > 44 && tile.height > 22) group.append(make("text", { x: tile.x + 9, y: tile.y + 19, "clip-path": `url(#${clip})`, "aria-hidden": "true" }, label));
      if (tile.width > 44 && tile.height > 40) group.append(make("text", { x: tile.x + 9, y: tile.y + 35, class: "n", "aria-hidden": "true" }, number(size)));
      group.style.setProperty("--share", `${Math.round(8 + (34 * size) / most)}%`);
      group.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(); }
      });
      svg.append(group);
    });
    byId("map").replaceChildren(svg);
    const crumbs = [];
    const parts = here.slice(root.length).split("/").filter(Boolean);
    crumbs.push(make("button", { type: "button", onclick: () => set({ folder: "" }) }, root || "all folders"));
    parts.forEach((part, at) => crumbs.push(" / ", make("button", {
      type: "button", onclick: () => set({ folder: root + parts.slice(0, at + 1).join("/") + "/" }),
    }, part)));
    byId("crumbs").replaceChildren(...(parts.length ? crumbs : []));
  }

  // --- files --------------------------------------------------------------------------------------------------------

  function pathElement(path) {
    const folder = folderOf(path);
    return make("span", { class: "path" }, folder, make("b", {}, path.slice(folder.length)));
  }

  function makeArticle(file) {
    const head = make("button", { type: "button", class: "file-head", "aria-expanded": "true", onclick: () => fold(file, file.open) },
      pathElement(file.path), make("span", { class: "tally" }));
    file.element = make("article", { "aria-label": file.path }, make("h3", { class: "hidden" }, file.path), head);
    const height = 44 + 24 * file.hunks.reduce((sum, hunk) => sum + hunk.length, 0);
    file.element.style.setProperty("--height", `${height}px`);
    return file.element;
  }

  function codeCell(kind, pieces) {
    const cell = make("td", { class: kind ? `c ${kind}` : "c" });
    const wrapper = { del: "del", ins: "ins" }[kind];
    for (const piece of pieces) {
      const letter = piece[0].toLowerCase();
      const text = piece.slice(1);
      let node = letter === "t" ? document.createTextNode(text) : make("span", { class: letter === "c" ? "c1" : letter }, text);
      if (piece[0] !== letter && wrapper) node = make(wrapper, {}, node);
      cell.append(node);
    }
    return cell;
  }

  const lineCell = (value) => make("td", value ? { class: "n", "data-n": value } : { class: "n" });

  function makeRow(file, row) {
    const [old, after, before, replaced] = row;
    const made = make("tr", old ? { "data-line": old } : {});
    if (!file.changed) made.append(lineCell(old), codeCell("", before));
    else if (replaced === undefined) made.append(lineCell(old), codeCell("", before), lineCell(after), codeCell("", before));
    else made.append(lineCell(old), codeCell(old ? "del" : "void", before), lineCell(after), codeCell(after ? "ins" : "void", replaced));
    return made;
  }

  function makeNote(finding, repeated) {
    const said = run.written ? "applied" : "would be applied";
    const status = finding.applied ? make("span", { class: "done", role: "img", "aria-label": said, title: said }, "\u2713") : null;
    const note = make("div", { class: "note", id: finding.id, tabindex: -1, role: "note", "aria-label": `${finding.safety}: ${finding.codemod}, line ${finding.line}` },
      make("div", { class: "note-head" }, sign(finding.safety),
        make("button", { type: "button", title: "Explain", onclick: () => explain(finding.codemod) }, finding.codemod), status,
        make("span", { class: "place" }, `${finding.line}:${finding.column}`)),
      repeated ? null : make("p", {}, make("b", {}, ...prose(finding.title)), " \u2014 ", ...prose(finding.message)));
    if (repeated) note.title = `${finding.title}: ${finding.message}`;
    if (finding.proposal !== null) {
      const advice = run.unsafe ? "Would become:" : "With --unsafe it would become:";
      note.append(make("small", {}, finding.safety === "unsafe" ? advice : "Would become:"), make("pre", {}, finding.proposal));
    }
    return note;
  }

  function draw(file) {
    if (file.body) return;
    file.body = make("div", { class: "body" });
    for (const hunk of file.hunks) {
      const columns = file.changed ? ["n", "", "n", ""] : ["n", ""];
      const lines = hunk.map((row) => row[0]).filter(Boolean);
      const table = make("table", { class: "code", "aria-label": `Lines ${lines[0] ?? hunk[0][1]} to ${lines.at(-1) ?? hunk.at(-1)[1]}` },
        make("colgroup", {}, ...columns.map((name) => make("col", { class: name }))),
        make("tbody", {}, ...hunk.map((row) => makeRow(file, row))));
      const here = new Set(lines);
      const last = hunk === file.hunks.at(-1);
      const notes = file.findings.filter((finding) => here.has(finding.line) || (last && finding.line > lines.at(-1)));
      for (const finding of notes) {
        const row = table.querySelector(`tr[data-line="${finding.line}"]`);
        if (!row) continue;
        row.classList.add("at");
        if (!row.style.getPropertyValue("--flag")) row.style.setProperty("--flag", `var(--${finding.safety})`);
      }
      file.body.append(make("div", { class: "hunk" }, table, make("aside", { class: "notes" }, ...notes.map((finding, at) => {
        const said = notes.slice(0, at).some((each) => each.codemod === finding.codemod && each.message === finding.message);
        return makeNote(finding, said && finding.proposal === null);
      }))));
    }
    file.element.append(file.body);
    refresh(file);
  }

  // Beside the line it speaks of, or below the note before it.
  function align(file) {
    if (!file.body || !file.open || innerWidth <= 1100) return;
    for (const hunk of file.body.children) {
      const top = hunk.offsetTop;
      let bottom = 0;
      for (const note of hunk.querySelectorAll(".note:not([hidden])")) {
        const finding = file.findings[Number(note.id.split("-")[1])];
        const row = hunk.querySelector(`tr[data-line="${finding.line}"]`);
        const wanted = row ? row.offsetTop - 8 : 0;
        note.style.marginTop = `${Math.max(bottom ? 4 : 0, wanted - bottom)}px`;
        bottom = note.offsetTop - top + note.offsetHeight - 8;
      }
    }
  }

  function refresh(file) {
    const tallies = SAFETIES.map((safety) => [safety, file.shown.filter((finding) => finding.safety === safety).length]).filter((each) => each[1]);
    file.element.querySelector(".tally").replaceChildren(...tallies.map(([safety, amount]) => make("span", {}, sign(safety), `${amount} ${safety}`)));
    if (!file.body) return;
    const shown = new Set(file.shown.map((finding) => finding.id));
    const filtered = file.shown.length < file.findings.length;
    for (const hunk of file.body.children) {
      let any = false;
      for (const note of hunk.querySelectorAll(".note")) {
        note.hidden = !shown.has(note.id);
        any ||= !note.hidden;
      }
      hunk.hidden = filtered && !any;
    }
    align(file);
  }

  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) draw(entry.target.file);
  }, { rootMargin: "800px" });

  function fold(file, closed) {
    file.open = !closed;
    file.element.querySelector(".file-head").setAttribute("aria-expanded", String(file.open));
    if (file.open) draw(file);
    if (file.body) file.body.hidden = closed;
    file.element.style.setProperty("--height", file.open ? "300px" : "42px");
    if (file.open) align(file);
  }

  function foldAll() {
    const closed = files.some((file) => file.open);
    for (const file of files) {
      if (closed || file.body) fold(file, closed);
      else { file.open = true; file.element.querySelector(".file-head").setAttribute("aria-expanded", "true"); }
    }
    if (!closed) for (const file of files) { watcher.unobserve(file.element); watcher.observe(file.element); }
    byId("fold").textContent = closed ? "Unfold all" : "Fold all";
  }

  function go(file, finding) {
    if (!file) return;
    if (state.view !== "files") set({ view: "files" });
    if (!file.open) fold(file, false);
    draw(file);
    const target = finding ? byId(finding.id) : file.element;
    document.querySelectorAll("tr.now").forEach((row) => row.classList.remove("now"));
    if (finding) target.closest(".hunk").querySelector(`tr[data-line="${finding.line}"]`)?.classList.add("now");
    current = { file, finding: finding ?? file.shown[0] };
    const focused = finding ? target : file.element.querySelector(".file-head");
    focused.focus({ preventScroll: true });
    // Twice: what was only estimated above it gets its true height once it is near.
    for (const again of [0, 1]) requestAnimationFrame(() => again, target.scrollIntoView({ block: finding ? "center" : "start" }));
  }

  function step(by) {
    const listed = files.filter((file) => !file.element.hidden).flatMap((file) => file.shown.map((finding) => ({ file, finding })));
    if (!listed.length) return;
    const at = listed.findIndex((each) => each.finding === current?.finding);
    const next = at < 0 ? (by > 0 ? 0 : listed.length - 1) : Math.min(listed.length - 1, Math.max(0, at + by));
    go(listed[next].file, listed[next].finding);
  }

  function stepFile(by) {
    const listed = files.filter((file) => !file.element.hidden);
    if (!listed.length) return;
    const at = listed.indexOf(current?.file);
    go(listed[at < 0 ? 0 : Math.min(listed.length - 1, Math.max(0, at + by))]);
  }

  // --- what is left to do -------------------------------------------------------------------------------------------

  function drawHand() {
    const made = [];
    const sections = [
      ["manual", "By hand", "What netfix finds and cannot rewrite soundly. Each says what to do."],
      ["unsafe", "To look at", "Very likely right, but a person should look. Applied with --unsafe."],
      ["safe", "Safe, and not applied", "These need nothing but netfix -i, perhaps after what is above."],
    ];
    for (const [safety, title, explained] of sections) {
      const left = files.flatMap((file) => file.shown.filter((finding) => finding.safety === safety && !finding.applied).map((finding) => ({ file, finding })));
      if (!left.length) continue;
      made.push(make("h2", { class: "group" }, title), make("p", {}, explained));
      for (const [name, count] of tally(left.map((each) => each.finding), (finding) => finding.codemod)) {
        const list = make("ul", {}, ...left.filter((each) => each.finding.codemod === name).map(({ file, finding }) => make("li", {},
          make("button", { type: "button", onclick: () => go(file, finding) }, `${file.path}:${finding.line}`),
          make("span", {}, ...prose(finding.message)))));
        made.push(make("section", { class: "task" },
          make("h3", {}, sign(safety), make("button", { type: "button", onclick: () => explain(name) }, name), make("span", {}, counted(count.total, "place"))),
          make("p", {}, ...prose(run.rules[name].title)), list));
      }
    }
    byId("hand").replaceChildren(...(made.length ? made : [make("p", { class: "notice" }, "Nothing is left to do.")]));
  }

  function explain(name) {
    const { page, family, url } = run.rules[name];
    byId("page-title").textContent = `${name} \u00b7 ${family}`;
    const blocks = page.split(/\n\n(?=\S)|\n\n(?= {4})/).map((block) => {
      if (!block.startsWith("    ")) return make("p", {}, ...prose(block.replace(/\n(?!\s)/g, " ")));
      const kinds = { "-": "del", "+": "ins", "!": "mark" };
      return make("pre", {}, ...block.split("\n").map((line) => make("span", { class: kinds[line[4]] ?? "" }, line.slice(4))));
    });
    byId("page-text").replaceChildren(...blocks);
    byId("page").showModal();
  }

  // --- filters ------------------------------------------------------------------------------------------------------

  function drawSafeties() {
    byId("safeties").replaceChildren(...SAFETIES.map((safety) => make("button", {
      type: "button", "aria-pressed": String(state.safeties.has(safety)), "data-safety": safety,
      onclick: () => {
        const safeties = new Set(state.safeties);
        safeties.has(safety) ? safeties.delete(safety) : safeties.add(safety);
        set({ safeties });
        byId("safeties").querySelector(`[data-safety="${safety}"]`).focus();
      },
    }, sign(safety), safety)));
  }

  function fill(id, label, names) {
    byId(id).replaceChildren(make("option", { value: "" }, label), ...names.map((name) => make("option", { value: name }, name)));
    byId(id).addEventListener("change", (event) => set({ [id]: event.target.value }));
  }

  function folders() {
    const all = new Set();
    for (const file of files) for (let folder = file.folder; folder; folder = folderOf(folder.slice(0, -1))) all.add(folder);
    return [...all].sort();
  }

  const filtered = () => state.query || state.family || state.codemod || state.folder || state.safeties.size < SAFETIES.length;

  function apply() {
    let findings = 0, amount = 0;
    const isFiles = state.view === "files";
    for (const file of files) {
      file.shown = seen(file);
      const plain = !file.findings.length && !filtered();
      file.element.hidden = !file.shown.length && !plain;
      if (!file.element.hidden) { amount += 1; findings += file.shown.filter((finding) => isFiles || !finding.applied).length; }
      refresh(file);
    }
    byId("files").hidden = !isFiles;
    byId("hand").hidden = isFiles;
    byId("tab-files").setAttribute("aria-selected", String(isFiles));
    byId("tab-hand").setAttribute("aria-selected", String(!isFiles));
    byId("fold").hidden = !isFiles;
    if (!isFiles) drawHand();
    for (const id of ["family", "codemod", "folder"]) {
      byId(id).value = state[id];
      byId(id).parentElement.classList.toggle("on", Boolean(state[id]));
    }
    byId("clear").hidden = !filtered();
    byId("count").textContent = isFiles ? `${counted(findings, "finding")} in ${counted(amount, "file")}` : `${counted(findings, "finding")} left`;
    byId("nothing").hidden = amount > 0 || !isFiles;
    byId("nothing").textContent = files.length ? "Nothing matches. Esc clears the filters." : "Nothing was found.";
    drawSafeties();
    drawBars();
    drawMap();
  }

  function set(changes) {
    Object.assign(state, changes);
    apply();
  }

  function clear() {
    byId("search").value = "";
    set({ query: "", safeties: new Set(SAFETIES), family: "", codemod: "", folder: "" });
  }

  // --- theme and keys -----------------------------------------------------------------------------------------------

  const THEMES = ["auto", "light", "dark"];
  function kept(value) {
    // A page opened from a file may have no storage.
    try {
      if (value === undefined) return localStorage.getItem("netfix-theme");
      localStorage.setItem("netfix-theme", value);
    } catch { /* then the choice lasts as long as the page */ }
    return null;
  }
  function theme(name) {
    document.documentElement.dataset.theme = name;
    const [symbol, label] = { auto: ["\u25d0", "Auto"], light: ["\u25cb", "Light"], dark: ["\u25cf", "Dark"] }[name];
    byId("theme").replaceChildren(make("span", { "aria-hidden": "true" }, `${symbol} `), label, make("span", { class: "hidden" }, " theme"));
  }
  function nextTheme() {
    const name = THEMES[(THEMES.indexOf(document.documentElement.dataset.theme) + 1) % THEMES.length];
    theme(name);
    kept(name);
  }

  const KEYS = {
    j: () => step(1), k: () => step(-1), J: () => stepFile(1), K: () => stepFile(-1),
    o: () => current && fold(current.file, current.file.open), F: foldAll,
    e: () => current?.finding && explain(current.finding.codemod),
    "/": () => { byId("search").focus(); byId("search").select(); },
    "?": () => byId("keys").showModal(),
    h: () => set({ view: state.view === "files" ? "hand" : "files" }),
    t: nextTheme,
    Escape: clear,
  };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const within = event.target.closest?.("input, select, textarea");
    if (within) {
      if (event.key === "Escape") within.blur();
      return;
    }
    const action = KEYS[event.key];
    if (action) { event.preventDefault(); action(); }
  });

  // --- start --------------------------------------------------------------------------------------------------------

  theme(THEMES.includes(kept()) ? kept() : "auto");
  drawFigures();
  fill("family", "All families", [...new Set(every.map((finding) => finding.family))].sort());
  fill("codemod", "All codemods", [...new Set(every.map((finding) => finding.codemod))].sort());
  fill("folder", "All folders", folders());
  byId("files").append(...files.map(makeArticle));
  for (const file of files) { file.element.file = file; watcher.observe(file.element); }
  let waiting = 0;
  byId("search").addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => set({ query: event.target.value.trim().toLowerCase() }), 80);
  });
  byId("theme").addEventListener("click", nextTheme);
  byId("help").addEventListener("click", KEYS["?"]);
  byId("clear").addEventListener("click", clear);
  byId("fold").addEventListener("click", foldAll);
  byId("more").addEventListener("click", () => set({ all: !state.all }));
  byId("tab-files").addEventListener("click", () => set({ view: "files" }));
  byId("tab-hand").addEventListener("click", () => set({ view: "hand" }));
  document.querySelector(".views").addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    KEYS.h();
    byId(state.view === "files" ? "tab-files" : "tab-hand").focus();
  });
  const bar = document.querySelector(".bar");
  addEventListener("scroll", () => bar.classList.toggle("stuck", bar.getBoundingClientRect().top <= 0), { passive: true });
  let resizing = 0;
  addEventListener("resize", () => {
    clearTimeout(resizing);
    resizing = setTimeout(() => { drawMap(); files.forEach(align); }, 120);
  });
  apply();
})();

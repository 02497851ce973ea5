/* The page of search, where the archive is indexed by Pagefind: https://pagefind.app/docs/api/ */
const PAGE = 20;
const root = document.querySelector(".rl-search");
const form = root.querySelector("form");
const status = root.querySelector(".rl-search-status");
const list = root.querySelector(".rl-results");
const more = root.querySelector(".rl-more");
const selects = [...form.querySelectorAll("select")];

let found = [];
let shown = 0;
let latest = 0;

/* An excerpt is HTML with <mark>; nothing but its text and its marks is taken over. */
const readExcerpt = (html) => {
  const paragraph = document.createElement("p");
  paragraph.className = "rl-summary";
  for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
    const isMark = node.nodeName === "MARK";
    const part = isMark ? document.createElement("mark") : document.createTextNode("");
    part.textContent = node.textContent;
    paragraph.append(part);
  }
  return paragraph;
};

const makeItem = (result) => {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = result.url;
  link.textContent = result.meta.title;
  item.append(link, readExcerpt(result.excerpt));
  return item;
};

const showMore = async (turn) => {
  const results = await Promise.all(found.slice(shown, shown + PAGE).map((one) => one.data()));
  if (turn !== latest) return;
  list.append(...results.map(makeItem));
  shown += results.length;
  more.hidden = shown >= found.length;
};

const search = async (pagefind) => {
  latest += 1;
  const turn = latest;
  const chosen = selects.filter((select) => select.value).map((select) => [select.name, select.value]);
  const words = form.elements.q.value.trim();
  const state = new URLSearchParams([...(words ? [["q", words]] : []), ...chosen]);
  history.replaceState(null, "", state.size ? `?${state}` : location.pathname);
  const answer = words || chosen.length
    ? await pagefind.search(words || null, { filters: Object.fromEntries(chosen) })
    : null;
  if (turn !== latest) return;
  found = answer ? answer.results : [];
  shown = 0;
  list.replaceChildren();
  more.hidden = true;
  const texts = { 0: root.dataset.none, 1: root.dataset.one };
  status.textContent = answer ? texts[found.length] ?? root.dataset.many.replace("%s", found.length) : "";
  await showMore(turn);
};

const fillFilters = (filters, asked) => {
  for (const select of selects) {
    const values = Object.entries(filters[select.name] ?? {});
    select.closest("p").hidden = values.length === 0;
    values.sort(([one], [other]) => one.localeCompare(other, document.documentElement.lang, { numeric: true }));
    for (const [value, count] of values) select.add(new Option(`${value} (${count})`, value));
    select.value = values.some(([value]) => value === asked.get(select.name)) ? asked.get(select.name) : "";
  }
};

try {
  const pagefind = await import(new URL(root.dataset.bundle, location.href));
  await pagefind.init();
  const asked = new URLSearchParams(location.search);
  form.elements.q.value = asked.get("q") ?? "";
  fillFilters(await pagefind.filters(), asked);
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search(pagefind);
  });
  selects.forEach((select) => select.addEventListener("change", () => search(pagefind)));
  more.addEventListener("click", () => showMore(latest));
  await search(pagefind);
} catch (error) {
  status.textContent = root.dataset.failed;
  throw error;
}

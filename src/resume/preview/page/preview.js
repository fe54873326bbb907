// What the page is told by the server, and what it asks of it.

import { menus } from "./menus.js"
import { expect, pages } from "./pages.js"
import { downloads, parsed, problems, trouble } from "./reports.js"

const PIXELS = 3 // of the device in one of CSS, at most
const element = (id) => document.getElementById(id)
const ENDED = "the preview has ended"
let state = {}
let chosen = null // what was chosen here and is not yet told back
let known = Infinity // the version after which it is
let posting = Promise.resolve() // what was chosen last is to come last

const post = (name, value) =>
  fetch(name, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(value) })

export const say = (text) => (element("place").textContent = text)

const asked = async (name, value) => {
  try {
    return await (await post(name, value)).text()
  } catch {
    return ENDED
  }
}

export function choose(change) {
  const wish = { ...(chosen ?? state.wish), ...change }
  chosen = wish
  known = Infinity
  posting = posting.then(async () => {
    const answer = await post("choice", wish).catch(() => null)
    const said = answer ? await answer.text() : ENDED
    if (chosen !== wish) return
    if (answer?.ok) known = Number(said)
    else {
      chosen = null
      say(said)
    }
  })
}

export const chooseOption = (name, value) => choose({ options: { ...(chosen ?? state.wish).options, [name]: value } })

function address({ file, line, column }) {
  const whole = file.startsWith("/") ? file : `${state.here}/${file}`
  const values = { file: whole.split("/").map(encodeURIComponent).join("/"), line, column }
  return state.link.replace(/\{(file|line|column)\}/g, (_, key) => values[key])
}

export async function open({ file, line, column }) {
  const name = `${file}:${line}:${column}`
  say(name)
  const copied = navigator.clipboard?.writeText(name).then(() => `${name} (copied)`, () => name)
  if (state.link) {
    const link = document.createElement("a")
    link.href = address({ file, line, column })
    link.click()
    say((await copied) ?? name)
    return
  }
  const said = await asked("editor", { file, line, column })
  say(`${(await copied) ?? name}: ${said}`)
}

function status() {
  const count = state.pages?.length ?? 0
  const full = `${Math.round(state.fill * 100)} %`
  const shown = count > 1 ? `${count} pages, the last one ${full} full` : count ? `1 page, ${full} full` : "no page yet"
  element("status").textContent = state.busy ? `${shown} · building …` : shown
  document.body.dataset.busy = state.busy
  element("empty").hidden = count > 0 || !state.busy
}

function sharpen() {
  const scale = Math.min(Math.ceil(devicePixelRatio), PIXELS)
  if (state.wish && scale > state.wish.scale && !(chosen && chosen.scale === scale)) choose({ scale })
}

async function told(event) {
  const before = state
  state = JSON.parse(event.data)
  const same = (...keys) => keys.every((key) => JSON.stringify(before[key]) === JSON.stringify(state[key]))
  if (!state.busy && Number(event.lastEventId) > known) chosen = null
  element("file").textContent = state.file
  document.title = `${state.file} – preview`
  status()
  if (!same("problems", "advice")) {
    problems(element("problems"), [...(state.problems ?? []), ...(state.advice ?? [])])
    trouble(element("trouble"), state.problems ?? [])
  }
  if (!same("parsed", "formats")) {
    parsed(element("parsed"), state.parsed ?? [])
    downloads(element("files"), state.formats)
  }
  if (!same("pictures")) expect(state.pictures ?? [])
  menus(element("menus"), element("fields"), { ...state, wish: chosen ?? state.wish })
  const wish = state.wish ?? {}
  element("write").disabled = !wish.theme && !wish.paper && !Object.keys(wish.options ?? {}).length
  element("reset").disabled = !wish.variant && !wish.language && element("write").disabled
  if (!same("pages")) await pages(element("pages"), state.pages ?? [])
  document.body.dataset.version = event.lastEventId
  sharpen()
}

element("write").addEventListener("click", async () => say(await asked("source", {})))
element("reset").addEventListener("click", () =>
  choose({ theme: "", options: {}, variant: "", language: "", paper: "" }),
)

// Each event tells all: of those that come while one is being shown, the newest is enough.
let newest = null
let isShowing = false
async function show() {
  isShowing = true
  while (newest) {
    const event = newest
    newest = null
    await told(event).catch(console.error)
  }
  isShowing = false
}

const events = new EventSource("events")
events.addEventListener("message", (event) => {
  newest = event
  if (!isShowing) show()
})
events.addEventListener("error", () => {
  const ended = events.readyState === EventSource.CLOSED
  element("status").textContent = ended ? ENDED : "the connection is lost, trying again …"
})
events.addEventListener("open", status)

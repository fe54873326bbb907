// Shows the pages: their pictures, with text that can be selected over them, and where each text is written.

import { open } from "./preview.js"

const canvas = document.createElement("canvas").getContext("2d")
const MEASURED = 100 // pixels of the size in which widths of texts are measured
let newest = 0
let expected = [] // kept, so that they stay decoded

const address = (name) => `pictures/${name}.png`

// Loads pictures before the pages are known that they are of: these are still being proven.
export function expect(names) {
  expected = names.map((name) => {
    const image = new Image()
    image.src = address(name)
    image.decode().catch(() => {})
    return image
  })
}

const share = (part, whole) => `${(part / whole) * 100}%`

function place(element, box, sheet) {
  element.style.left = share(box.left, sheet.width)
  element.style.top = share(box.top, sheet.height)
  element.style.width = share(box.right - box.left, sheet.width)
  element.style.height = share(box.bottom - box.top, sheet.height)
}

function line(found, sheet) {
  const span = document.createElement("span")
  const height = found.bottom - found.top
  canvas.font = `${MEASURED}px sans-serif`
  const width = (canvas.measureText(found.text).width * height) / MEASURED
  span.textContent = found.text
  span.style.left = share(found.left, sheet.width)
  span.style.top = share(found.top, sheet.height)
  span.style.fontSize = `${(height / sheet.width) * 100}cqw`
  span.style.transform = `scaleX(${(found.right - found.left) / (width || 1)})`
  return span
}

function box(found, index, sheet) {
  const button = document.createElement("button")
  button.type = "button"
  button.tabIndex = index ? -1 : 0
  button.setAttribute("aria-label", `${found.text}: ${found.file}, line ${found.line}`)
  place(button, found, sheet)
  button.addEventListener("click", () => open(found))
  return button
}

function walk(event) {
  const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }
  const all = [...event.currentTarget.children]
  const at = all.indexOf(document.activeElement)
  const to = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : at + (steps[event.key] ?? 0)
  if (to === at || !all[to]) return
  event.preventDefault()
  all[at].tabIndex = -1
  all[to].tabIndex = 0
  all[to].focus()
}

// The smallest box under the pointer: one text may stand within another.
function under(event, figure, sheet) {
  const around = figure.getBoundingClientRect()
  const x = ((event.clientX - around.left) / around.width) * sheet.width
  const y = ((event.clientY - around.top) / around.height) * sheet.height
  const size = (found) => (found.right - found.left) * (found.bottom - found.top)
  let best = -1
  sheet.boxes.forEach((found, index) => {
    if (found.left > x || found.right < x || found.top > y || found.bottom < y) return
    if (best < 0 || size(found) < size(sheet.boxes[best])) best = index
  })
  return best
}

function made(number) {
  const figure = document.createElement("div")
  figure.className = "sheet"
  figure.setAttribute("role", "group")
  const image = new Image()
  image.alt = ""
  const text = document.createElement("div")
  text.className = "text"
  const boxes = document.createElement("div")
  boxes.className = "boxes"
  boxes.setAttribute("role", "group")
  boxes.setAttribute("aria-label", `Texts of page ${number + 1} in the source; arrow keys move`)
  boxes.addEventListener("keydown", walk)
  figure.append(image, text, boxes)
  figure.addEventListener("mousemove", (event) => {
    const at = under(event, figure, figure.sheet)
    ;[...boxes.children].forEach((button, index) => button.classList.toggle("at", index === at))
  })
  figure.addEventListener("mouseleave", () => boxes.querySelector(".at")?.classList.remove("at"))
  figure.addEventListener("click", (event) => {
    if (event.target.closest("button") || !getSelection().isCollapsed) return
    const at = under(event, figure, figure.sheet)
    if (at >= 0) open(figure.sheet.boxes[at])
  })
  return figure
}

function fill(figure, sheet, number, count) {
  const [image, text, boxes] = figure.children
  const focused = [...boxes.children].indexOf(document.activeElement)
  figure.sheet = sheet
  figure.setAttribute("aria-label", `Page ${number + 1} of ${count}`)
  figure.dataset.picture = sheet.picture
  image.width = Math.round((sheet.width * 96) / 72)
  image.height = Math.round((sheet.height * 96) / 72)
  image.src = address(sheet.picture)
  text.replaceChildren(...sheet.lines.map((found) => line(found, sheet)))
  boxes.replaceChildren(...sheet.boxes.map((found, index) => box(found, index, sheet)))
  const again = boxes.children[focused]
  if (again) {
    boxes.children[0].tabIndex = -1
    again.tabIndex = 0
    again.focus({ preventScroll: true })
  }
}

// Pictures are loaded before anything is changed, so that nothing flickers and nothing moves.
export async function pages(holder, sheets) {
  const mine = ++newest
  await Promise.all(
    sheets.map(async (sheet) => {
      const image = new Image()
      image.src = address(sheet.picture)
      await image.decode().catch(() => {})
    }),
  )
  if (mine !== newest) return
  while (holder.children.length > sheets.length) holder.lastChild.remove()
  while (holder.children.length < sheets.length) holder.append(made(holder.children.length))
  sheets.forEach((sheet, number) => fill(holder.children[number], sheet, number, sheets.length))
}

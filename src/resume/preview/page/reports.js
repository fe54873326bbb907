// What is to be said of the résumé: its problems, what a parser reads in it, the files that it can be had as.

import { open, say } from "./preview.js"

function tag(name, text, className = "") {
  const element = document.createElement(name)
  element.textContent = text
  if (className) element.className = className
  return element
}

function problem(item) {
  const block = tag("div", "", `problem ${item.severity}`)
  const message = tag("p", "")
  message.append(tag("b", item.code ? `${item.severity}[${item.code}]` : item.severity), `: ${item.message}`)
  block.append(message)
  if (item.file) {
    const button = tag("button", `${item.file}:${item.line}:${item.column}`, "link")
    button.type = "button"
    button.addEventListener("click", () => open(item))
    block.append(button)
  }
  if (item.long) {
    const excerpt = tag("pre", item.long)
    excerpt.tabIndex = 0 // it scrolls
    excerpt.setAttribute("role", "group")
    excerpt.setAttribute("aria-label", `Where it is: line ${item.line}`)
    block.append(excerpt)
  } else if (item.hint) block.append(tag("p", item.hint, "faint"))
  return block
}

export function problems(holder, items) {
  holder.replaceChildren(...(items.length ? items.map((item) => problem(item)) : [tag("p", "none", "faint")]))
}

// What is wrong now, over the last good page.
export function trouble(holder, items) {
  const blocks = items.filter((item) => item.severity === "error").map((item) => problem(item))
  holder.hidden = !blocks.length
  holder.replaceChildren(...blocks)
}

export function downloads(holder, formats = []) {
  holder.replaceChildren(
    ...formats.map((format) => {
      const link = tag("a", format)
      link.href = `files/${format}`
      link.download = ""
      link.addEventListener("click", (event) => {
        if (document.getElementById("trouble").hidden) return
        event.preventDefault() // a browser only says that a download failed
        say("there are no files while there are errors")
      })
      const item = tag("li", "")
      item.append(link)
      return item
    }),
  )
}

export function parsed(holder, scores) {
  const list = document.createElement("dl")
  for (const score of scores) {
    list.append(tag("dt", `${score.field} ${score.matched}/${score.total}`))
    const lost = [...score.lost]
    for (const value of score.said) {
      const at = lost.indexOf(value)
      if (at >= 0) lost.splice(at, 1)
      list.append(at >= 0 ? tag("dd", `not found: ${value}`, "lost") : tag("dd", value))
    }
    for (const value of score.extra) list.append(tag("dd", `not in the source: ${value}`, "extra"))
  }
  holder.replaceChildren(list)
}

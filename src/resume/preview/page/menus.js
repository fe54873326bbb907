// What can be chosen: theme, variant, language, paper, and the options of the theme.

import { choose, chooseOption } from "./preview.js"

const COLOUR = /^#[0-9a-f]{6}$/i
let drawn = ""

function labelled(name, control, isChosen = false) {
  const label = document.createElement("label")
  const span = document.createElement("span")
  span.textContent = name
  label.className = isChosen ? "chosen" : ""
  label.append(span, control)
  return label
}

function select(id, values, value, change) {
  const control = document.createElement("select")
  control.id = id
  for (const [key, text] of values) control.add(new Option(text, key, false, key === value))
  control.value = value
  control.addEventListener("change", () => change(control.value))
  return control
}

function input(option, change) {
  const control = document.createElement("input")
  control.id = `option-${option.name}`
  if (option.type === "boolean") {
    control.type = "checkbox"
    control.checked = option.value === "true"
    control.addEventListener("change", () => change(String(control.checked)))
    return control
  }
  if (option.type === "color" && COLOUR.test(option.value)) control.type = "color"
  else if (option.type === "number") control.inputMode = "decimal"
  control.value = option.value
  control.addEventListener("change", () => change(control.value))
  return control
}

function field(option, wish) {
  const change = (value) => chooseOption(option.name, value)
  const value = wish.options[option.name] ?? option.value
  const listed = ["choice", "palette", "font"].includes(option.type)
  const values = option.choices.map((choice) => [choice, choice])
  const control = listed ? select(`option-${option.name}`, values, value, change) : input({ ...option, value }, change)
  const meaning = document.createElement("p")
  meaning.className = "meaning"
  meaning.id = `meaning-${option.name}`
  meaning.textContent = option.meaning
  control.setAttribute("aria-describedby", meaning.id)
  return [labelled(option.name, control, option.chosen), meaning]
}

const same = (name) => [name, name]

function languages(state) {
  const own = [["", "as the source is"], ...(state.languages ?? []).map(same)]
  return [...own, ...(state.further ?? []).map((tag) => [tag, `${tag}: headings and dates`])]
}

export function menus(holder, fields, state) {
  const { wish, themes = [], variants = [], papers = [], options = [], theme = "" } = state
  const seen = JSON.stringify([wish, themes, variants, state.languages, papers, options, theme])
  if (!wish || seen === drawn) return
  drawn = seen
  const focused = document.activeElement?.id
  const named = wish.theme || theme
  const known = themes.includes(named) || !named ? themes : [named, ...themes]
  holder.replaceChildren(
    labelled("theme", select("theme", known.map(same), named, (value) => choose({ theme: value, options: {} }))),
    labelled(
      "variant",
      select("variant", [["", "as it is"], ...variants.map(same)], wish.variant, (variant) => choose({ variant })),
    ),
    labelled("language", select("language", languages(state), wish.language, (language) => choose({ language }))),
    labelled(
      "paper",
      select("paper", [["", "as it is"], ...papers.map(same)], wish.paper, (paper) => choose({ paper })),
    ),
  )
  fields.replaceChildren(...options.flatMap((option) => field(option, wish)))
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
}

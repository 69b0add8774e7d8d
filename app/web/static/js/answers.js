// The answers on a page as conditions see them.  What the server would refuse counts as null.

const FIRST_YEARS = { "": 1, meiji: 1868, taisho: 1912, showa: 1926, heisei: 1989, reiwa: 2019 };
const MULTIPLE = new Set(["checkbox_group", "appointment"]);
const PARTS = new Set(["address", "bank_account"]);

/** The answer typed into a question; `question` is its element with data-field and data-type. */
export function answerOf(question) {
  const { type, path } = question.dataset;
  const inputs = [...question.querySelectorAll("input, select, textarea")];
  if (type === "checkbox") return inputs.some((input) => input.checked);
  if (MULTIPLE.has(type)) return chosen(inputs, type);
  if (type === "radio") return inputs.find((input) => input.checked)?.value ?? null;
  if (PARTS.has(type)) return partsOf(inputs, path);
  if (type === "date") return dateOf(partsOf(inputs, path));
  if (type === "integer" || type === "money") return wholeNumber(inputs[0]?.value);
  if (type === "select") return selected(inputs);
  if (type === "text" || type === "textarea") return inputs[0]?.value.trim() || null;
  return null;
}

function chosen(inputs, type) {
  const values = inputs.filter((input) => input.checked).map((input) => input.value);
  if (values.length === 0) return type === "appointment" ? null : [];
  return type === "appointment" ? values.map((id) => ({ id })) : values;
}

function partsOf(inputs, path) {
  const parts = {};
  for (const input of inputs) {
    const unticked = input.type === "radio" && !input.checked;
    const text = input.value.trim();
    if (!unticked && text) parts[input.name.slice(path.length + 1)] = text;
  }
  return parts;
}

function selected(inputs) {
  const [select, other] = inputs;
  if (select.value === "other" && other) return { other: other.value.trim() };
  return select.value || null;
}

function wholeNumber(text) {
  const digits = halfWidth(text ?? "").replace(/[,，、\s円¥]/gu, "");
  if (!/^[+-]?[0-9]{1,16}$/u.test(digits)) return null;
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : null;
}

function dateOf({ era = "", year, month, day }) {
  const numbers = [year === "元" ? "1" : year, month, day].map((part) => wholeNumber(part));
  if (numbers.includes(null) || !(era in FIRST_YEARS)) return null;
  const [inEra, monthNumber, dayNumber] = numbers;
  const western = FIRST_YEARS[era] + inEra - 1;
  const found = new Date(Date.UTC(western, monthNumber - 1, dayNumber));
  if (found.getUTCMonth() !== monthNumber - 1 || found.getUTCDate() !== dayNumber) return null;
  return found.toISOString().slice(0, 10);
}

function halfWidth(text) {
  return text.replace(/[！-～]/gu, (character) =>
    String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  );
}

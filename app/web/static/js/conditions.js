// The condition language of forms/conditions.py, for showing and hiding questions at once.
// The server alone decides; a test runs generated cases in both.

export class RuleError extends Error {}

const FUEL = 10_000;
const MAX_DEPTH = 40;
const MAX_INT = Number.MAX_SAFE_INTEGER;

/**
 * The value of an expression among the answers in `env`; throws RuleError.
 * A name that `env` does not have is null; `a.b` is the part `b` of the answer `a`.
 */
export function evaluate(expression, env, fuel = FUEL) {
  return valueOf(expression, env, { left: fuel }, 0);
}

/** Whether a condition is true; one that cannot be judged is not. */
export function holds(condition, env) {
  try {
    return evaluate(condition, env) === true;
  } catch (error) {
    if (error instanceof RuleError) return false;
    throw error;
  }
}

function valueOf(expression, env, fuel, depth) {
  fuel.left -= 1;
  if (fuel.left < 0 || depth > MAX_DEPTH) throw new RuleError("fuel");
  if (Array.isArray(expression)) {
    return expression.map((each) => valueOf(each, env, fuel, depth + 1));
  }
  if (!isObject(expression)) {
    kind(expression);
    return expression;
  }
  const [name, operands] = split(expression);
  const special = SPECIAL.get(name);
  if (special) return special.compute(operands, env, fuel, depth + 1);
  const values = operands.map((each) => valueOf(each, env, fuel, depth + 1));
  return OPERATORS.get(name).compute(values);
}

/** The operator and its operands. */
function split(expression) {
  const names = Object.keys(expression);
  if (names.length !== 1) throw new RuleError("shape");
  const [name] = names;
  const known = SPECIAL.get(name) ?? OPERATORS.get(name);
  if (!known) throw new RuleError("op");
  const operands = expression[name];
  if (!Array.isArray(operands) || operands.length === 0) throw new RuleError("shape");
  if (known.takes !== null && operands.length !== known.takes) throw new RuleError("shape");
  if (known.named && typeof operands[0] !== "string") throw new RuleError("shape");
  return [name, operands];
}

function lookUp(name, env) {
  let value = null;
  if (Object.hasOwn(env, name)) {
    value = env[name];
  } else {
    const dot = name.indexOf(".");
    const whole = dot < 0 ? name : name.slice(0, dot);
    const part = dot < 0 ? "" : name.slice(dot + 1);
    const outer = Object.hasOwn(env, whole) ? env[whole] : null;
    if (isObject(outer) && Object.hasOwn(outer, part)) value = outer[part];
  }
  if (isObject(value) && Object.keys(value).join() === "other") return "other";
  kind(value);
  return value;
}

function* overRows([name, expression], env, fuel, depth) {
  const rows = lookUp(name, env);
  if (rows === null) return;
  if (kind(rows) !== "list" || !rows.every(isObject)) throw new RuleError("type");
  for (const row of rows) yield valueOf(expression, { ...env, ...row }, fuel, depth);
}

// Operators that do not simply compute all their operands first.
const SPECIAL = new Map(
  Object.entries({
    var: { takes: 1, named: true, compute: ([name], env) => lookUp(name, env) },
    if: {
      takes: 3,
      compute: ([condition, then, otherwise], env, fuel, depth) =>
        valueOf(asBool(valueOf(condition, env, fuel, depth)) ? then : otherwise, env, fuel, depth),
    },
    and: {
      takes: null,
      compute: (operands, ...rest) => operands.every((each) => asBool(valueOf(each, ...rest))),
    },
    or: {
      takes: null,
      compute: (operands, ...rest) => operands.some((each) => asBool(valueOf(each, ...rest))),
    },
    some: { takes: 2, named: true, compute: someRow },
    sum: {
      takes: 2,
      named: true,
      compute: (...all) => total(overRows(...all), asInt),
    },
    count: {
      takes: 2,
      named: true,
      compute: (...all) => total(overRows(...all), (value) => (asBool(value) ? 1 : 0)),
    },
  }),
);

function someRow(...all) {
  for (const value of overRows(...all)) {
    if (asBool(value)) return true;
  }
  return false;
}

function total(values, toInt) {
  let sum = 0;
  for (const value of values) sum = inRange(sum + toInt(value));
  return sum;
}

const OPERATORS = new Map(
  Object.entries({
    not: { takes: 1, compute: ([value]) => !asBool(value) },
    "==": { takes: 2, compute: ([left, right]) => equal(left, right) },
    "!=": { takes: 2, compute: ([left, right]) => !equal(left, right) },
    "<": { takes: 2, compute: ([left, right]) => compare(left, right) < 0 },
    "<=": { takes: 2, compute: ([left, right]) => compare(left, right) <= 0 },
    ">": { takes: 2, compute: ([left, right]) => compare(left, right) > 0 },
    ">=": { takes: 2, compute: ([left, right]) => compare(left, right) >= 0 },
    in: { takes: 2, compute: ([wanted, among]) => isIn(wanted, among) },
    empty: { takes: 1, compute: ([value]) => isEmpty(value) },
    len: { takes: 1, compute: ([value]) => length(value) },
    "+": { takes: null, compute: (values) => chain(values, (a, b) => a + b) },
    "-": { takes: null, compute: (values) => chain(values, (a, b) => a - b) },
    "*": { takes: null, compute: (values) => chain(values, (a, b) => a * b) },
    div_floor: { takes: 2, compute: ([dividend, divisor]) => divide(dividend, divisor, false) },
    div_ceil: { takes: 2, compute: ([dividend, divisor]) => divide(dividend, divisor, true) },
    max: { takes: null, compute: (values) => Math.max(...values.map(asInt)) },
    min: { takes: null, compute: (values) => Math.min(...values.map(asInt)) },
  }),
);

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kind(value) {
  if (value === null) return "null";
  if (typeof value === "boolean") return "bool";
  if (Number.isInteger(value)) {
    inRange(value);
    return "int";
  }
  if (typeof value === "string") return "text";
  if (Array.isArray(value)) return "list";
  throw new RuleError("type");
}

function inRange(number) {
  if (Math.abs(number) > MAX_INT) throw new RuleError("range");
  return number;
}

function asBool(value) {
  if (typeof value !== "boolean") throw new RuleError("type");
  return value;
}

function asInt(value) {
  if (kind(value) !== "int") throw new RuleError("type");
  return value;
}

function equal(left, right) {
  const same = kind(left);
  if (same !== kind(right)) return false;
  if (same !== "list") return left === right;
  return left.length === right.length && left.every((each, index) => equal(each, right[index]));
}

/** Numbers by size, texts by UTF-16 code units. */
function compare(left, right) {
  const same = kind(left);
  if (same !== kind(right) || (same !== "int" && same !== "text")) throw new RuleError("type");
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function isIn(wanted, among) {
  if (kind(among) !== "list") throw new RuleError("type");
  return among.some((each) => equal(wanted, each));
}

function isEmpty(value) {
  const is = kind(value);
  return is === "null" || ((is === "text" || is === "list") && value.length === 0);
}

/** Code points of a text, items of a list. */
function length(value) {
  const is = kind(value);
  if (is !== "text" && is !== "list") throw new RuleError("type");
  return [...value].length;
}

function chain(values, step) {
  const [first, ...rest] = values.map(asInt);
  return rest.reduce((result, each) => inRange(withoutNegativeZero(step(result, each))), first);
}

function divide(dividend, divisor, up) {
  asInt(dividend);
  if (asInt(divisor) === 0) throw new RuleError("zero");
  const whole = BigInt(dividend) / BigInt(divisor); // towards zero
  const isExact = whole * BigInt(divisor) === BigInt(dividend);
  const isNegative = dividend < 0 !== divisor < 0;
  if (isExact || isNegative === up) return Number(whole);
  return Number(up ? whole + 1n : whole - 1n);
}

function withoutNegativeZero(number) {
  return number === 0 ? 0 : number;
}

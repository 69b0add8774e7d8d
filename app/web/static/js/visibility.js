// Shows and hides questions while answers change.  What is hidden steers no other condition.

import { answerOf } from "./answers.js";
import { holds } from "./conditions.js";

export function keepVisibilityCurrent(form) {
  const known = JSON.parse(form.dataset.answers);
  const update = () => show(questionsIn(form), { ...known });
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  update();
}

/** The questions of the page, or of one row, without those of rows below them. */
function questionsIn(container) {
  return [...container.querySelectorAll("[data-field]")].filter((question) => {
    const within = question.parentElement.closest("[data-row]");
    return within === null || within === container;
  });
}

function show(questions, answers) {
  for (const question of questions) {
    const { field, type, visibleIf } = question.dataset;
    question.hidden = visibleIf !== undefined && !holds(JSON.parse(visibleIf), answers);
    if (question.hidden) delete answers[field];
    else answers[field] = type === "group" ? rowsOf(question, answers) : answerOf(question);
  }
  return answers;
}

function rowsOf(group, outside) {
  return [...group.querySelectorAll("[data-row]")].map((row) => {
    const questions = questionsIn(row);
    const answers = show(questions, { ...outside });
    const keys = questions.filter((each) => !each.hidden).map((each) => each.dataset.field);
    return Object.fromEntries(keys.map((key) => [key, answers[key]]));
  });
}

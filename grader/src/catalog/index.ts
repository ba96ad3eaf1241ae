export { type Place, placeOf } from "../place.ts";
export { type CheckText, checkText } from "./check-text.ts";
export { digestFolder } from "./digest.ts";
export { findLab, listLabs } from "./find-lab.ts";
export { type Lab, loadLab } from "./load-lab.ts";
export { loadMistakes, type Mistake } from "./load-mistakes.ts";
export { loadQuiz } from "./load-quiz.ts";
export { nearest } from "./nearest.ts";

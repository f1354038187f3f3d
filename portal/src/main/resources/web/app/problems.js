import {duration} from './format.js';
import {t} from './language.js';
import {toast} from './toast.js';

/** A failed request in words. */
export function problemText(problem) {
  switch (problem.status) {
    case 0:
      return t('error.offline');
    case 401:
      return t('login.expired.title');
    case 404:
      return t('error.gone');
    case 412:
      return t('error.conflict');
    case 429:
      return problem.retryAfter > 0 ? t('error.rate.after', {time: duration(problem.retryAfter)}) : t('error.rate');
    default:
      return problem.status >= 500 || !problem.detail ? `${t('error.server')} ${problem.detail ?? ''}`.trim() : problem.detail;
  }
}

/** Shows a failed request in a toast; bugs of the page itself are not hidden. */
export function toastProblem(problem) {
  if (problem.status === undefined) {
    throw problem;
  }
  toast(problemText(problem), 'bad');
}

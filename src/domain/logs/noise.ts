/** A health check that was answered well: a line every few seconds that tells nothing. One that was refused stays. */
const CHECK = /\b(?:GET|HEAD) \/(?:health|ping|healthz)(?:[/?][^\s"]*)?(?= HTTP|"|\s|$)/;
const REFUSED = /"\s*[45]\d\d\b|\bstatus[=: ]+[45]\d\d\b/;

/** Whether a line of a log is a load balancer's or a container's health check that went well. */
export const isHealthCheck = (text: string): boolean => CHECK.test(text) && !REFUSED.test(text);

const ERROR =
  /error|fatal|critical|panic|exception|traceback|denied|refused|unauthori[sz]ed|fail(?:ed|ure)|not set|timed? ?out/i;

/** Whether a line of a log may say what is wrong. */
export const looksLikeError = (text: string): boolean => ERROR.test(text) && !isHealthCheck(text);

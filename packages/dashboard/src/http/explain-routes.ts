import {createRoute, type OpenAPIHono} from '@hono/zod-openapi';
import {HTTPException} from 'hono/http-exception';
import {jsonAnswer, problems, scenarioAt} from './answers.ts';
import type {AppParts, ExplainNumber} from './parts.ts';
import {ExplanationAnswer, NumberQuery, RunScenarioParams} from './schemas.ts';

const explanation = createRoute({
  method: 'get',
  path: '/api/runs/{run}/scenarios/{scenario}/explanation',
  request: {params: RunScenarioParams, query: NumberQuery},
  responses: {...jsonAnswer(ExplanationAnswer, 'inputs of a number with source, date and confidence'), ...problems},
});

/**
 * Where numbers of a run come from. Each answer runs its scenario again, so it is kept, one is worked out at a time, and
 * none for a page that is gone.
 */
export function explainRoutes(app: OpenAPIHono, {catalog, explainNumber}: AppParts): void {
  const explained = new Map<string, Promise<ExplanationAnswer>>();
  let last: Promise<unknown> = Promise.resolve();
  app.openapi(explanation, async (context) => {
    const {run, scenario} = context.req.valid('param');
    const {path} = scenarioAt(catalog(), run, scenario);
    if (explainNumber === undefined) throw new HTTPException(404, {message: 'this server explains no numbers'});
    const number = `scenarios.${scenario}.${context.req.valid('query').number}`;
    const key = `${path} ${number}`;
    const known = explained.get(key) ?? explain(path, number, context.req.raw.signal, explainNumber);
    explained.set(key, known);
    known.catch(() => explained.delete(key));
    return context.json(await known, 200);
  });

  function explain(path: string, number: string, signal: AbortSignal, ask: ExplainNumber): Promise<ExplanationAnswer> {
    const turn = last.then(async () => {
      signal.throwIfAborted();
      return ExplanationAnswer.parse(await ask(path, number, signal));
    });
    last = turn.catch(() => undefined);
    return turn;
  }
}

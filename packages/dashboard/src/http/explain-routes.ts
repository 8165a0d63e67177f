import {createRoute, type OpenAPIHono} from '@hono/zod-openapi';
import {HTTPException} from 'hono/http-exception';
import {jsonAnswer, problems, scenarioAt} from './answers.ts';
import type {AppParts} from './parts.ts';
import {ExplanationAnswer, NumberQuery, RunScenarioParams} from './schemas.ts';

const explanation = createRoute({
  method: 'get',
  path: '/api/runs/{run}/scenarios/{scenario}/explanation',
  request: {params: RunScenarioParams, query: NumberQuery},
  responses: {...jsonAnswer(ExplanationAnswer, 'inputs of a number with source, date and confidence'), ...problems},
});

/** Where numbers of a run come from; an answer is kept, as each runs its scenario again. */
export function explainRoutes(app: OpenAPIHono, {catalog, explainNumber}: AppParts): void {
  const explained = new Map<string, Promise<ExplanationAnswer>>();
  app.openapi(explanation, async (context) => {
    const {run, scenario} = context.req.valid('param');
    const {path} = scenarioAt(catalog(), run, scenario);
    if (explainNumber === undefined) throw new HTTPException(404, {message: 'this server explains no numbers'});
    const number = `scenarios.${scenario}.${context.req.valid('query').number}`;
    const key = `${path} ${number}`;
    const known = explained.get(key) ?? explainNumber(path, number).then((each) => ExplanationAnswer.parse(each));
    explained.set(key, known);
    known.catch(() => explained.delete(key));
    return context.json(await known, 200);
  });
}

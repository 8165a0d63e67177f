import type {PlanAnswer} from '@cutover/dashboard';
import {useEffect, useMemo, useState} from 'preact/hooks';
import {Marks} from '../marks.tsx';
import {countText, packagesText, priceText, usdText} from '../format.ts';
import {Num} from '../provenance/number.tsx';
import {ofPlan} from '../provenance/quantities.ts';
import {api} from '../state/api.ts';
import type {PageState} from '../state/hash.ts';
import {useAnswer} from '../state/use-answer.ts';
import type {SetState} from '../state/use-state.ts';
import {SortedTable} from './sorted-table.tsx';
import {useTextFilter} from './text-filter.tsx';
import {Unanswered} from './unanswered.tsx';

const STEP_MS = 700; // of one week while the plan plays

/** The weeks of a plan: a slider that plays them on the map, and what changes in the week shown. */
export function WavesPanel({state, setState, marks}: Pick<WavesProps, 'state' | 'setState' | 'marks'>) {
  const {plan} = state;
  const answer = useAnswer(plan === '' ? null : `plan ${plan}`, () => api.plan(plan));
  if (plan === '')
    return <p class="soft">There is no plan of this twin. Make one with “cutover plan” and serve its directory.</p>;
  if (answer.value === null) return <Unanswered error={answer.error} doing={`Reading ${plan}`} />;
  return <Waves name={plan} plan={answer.value} state={state} setState={setState} marks={marks} />;
}

interface WavesProps {
  readonly name: string;
  readonly plan: PlanAnswer;
  readonly state: PageState;
  readonly setState: SetState;
  readonly marks: readonly string[];
}

function Waves({name, plan, state, setState, marks}: WavesProps) {
  const {weeks, waves} = plan;
  const week = state.week === 0 ? weeks.length : Math.min(state.week, weeks.length);
  const onMap = (to: number): void =>
    setState({week: to, ...(state.layer === 'plan' ? {} : {layer: 'plan', measure: 'waveWeek'})});
  const {from, zipsChanged, packages, switchUsdPerZip} = weeks[week - 1];
  const ofWeek = useMemo(() => waves.filter((wave) => wave.week === from), [waves, from]);
  const {found, field} = useTextFilter(ofWeek, ({facilityId, zips}) => `${facilityId} ${zips}`, 'building or ZIP');
  return (
    <section class="panel" aria-label="Waves">
      <h2>
        Plan of {plan.scenario} <Marks marks={['planned', ...marks]} />
      </h2>
      <p class="big" data-value={plan.valueUsd}>
        <Num of={ofPlan(name, 'valueUsd')} label="Value of the plan" text={usdText(plan.valueUsd)} />
      </p>
      <p class="soft">
        What can be decided, over the horizon. No plan costs less than{' '}
        <Num of={ofPlan(name, 'boundUsd')} label="Bound" text={usdText(plan.boundUsd)} end=";" /> it saves{' '}
        <Num of={ofPlan(name, 'savingUsd')} label="Saving" text={usdText(plan.verdict.savingUsd)} /> against merit order
        {plan.verdict.isBetter ? '' : ', but is no better all in all'}, and no plan saves more than a further{' '}
        <Num of={ofPlan(name, 'gapUsd')} label="Certified gap" text={usdText(plan.verdict.gapUsd)} end="." />{' '}
        <Num of={ofPlan(name, 'uspsPackages')} label="With USPS" text={packagesText(plan.uspsPackages)} /> packages stay
        with USPS.
      </p>
      <WeekSlider week={week} weeks={weeks} onWeek={onMap} />
      <dl class="facts">
        <div>
          <dt>ZIPs that change</dt>
          <dd>
            <Num
              of={ofPlan(name, 'zipsChanged', {week: from})}
              label="ZIPs that change"
              text={countText(zipsChanged)}
            />
          </dd>
        </div>
        <div>
          <dt>Packages in the week</dt>
          <dd>
            <Num
              of={ofPlan(name, 'packages', {week: from})}
              label="Packages in the week"
              text={packagesText(packages)}
            />
          </dd>
        </div>
        <div>
          <dt>Worth of one more change</dt>
          <dd>
            <Num
              of={ofPlan(name, 'switchUsdPerZip', {week: from})}
              label="Worth of one more change"
              text={priceText(switchUsdPerZip)}
            />
          </dd>
        </div>
      </dl>
      <h3>Waves of the week</h3>
      {ofWeek.length > 0 && field}
      {ofWeek.length === 0 ? (
        <p class="soft">Nothing changes in this week.</p>
      ) : (
        <SortedTable
          name={`waves-${name}-${from}`}
          rows={found}
          keyOf={({facilityId, toDeliverer}) => `${facilityId} ${toDeliverer}`}
          of={({facilityId, toDeliverer}, measure) =>
            ofPlan(name, measure, {week: from, facility: facilityId, deliverer: toDeliverer})
          }
          onChoose={(key) => setState({facility: key.split(' ')[0], zip: ''})}
          columns={[
            {label: 'Building', read: ({facilityId}) => facilityId},
            {label: 'ZIPs', measure: 'zipCount', read: ({zipCount}) => zipCount, text: countText},
            {label: 'To', read: ({toDeliverer}) => toDeliverer},
            {
              label: 'Own a day',
              measure: 'packagesPerDay',
              read: ({packagesPerDay}) => packagesPerDay,
              text: countText,
            },
            {label: 'Drivers', measure: 'drivers', read: ({drivers}) => drivers, text: countText},
          ]}
        />
      )}
      <p class="soft">
        Marks on the map are own packages on the week’s mean day: the plan’s shares of the ZIPs’ demand. A station is
        drawn as full when room there has a price in that week.
      </p>
    </section>
  );
}

interface WeekSliderProps {
  readonly week: number; // from 1
  readonly weeks: PlanAnswer['weeks'];
  readonly onWeek: (week: number) => void;
}

/** Arrows move it; the button plays from here, or from the first week when it stands at the last. */
function WeekSlider({week, weeks, onWeek}: WeekSliderProps) {
  const [isPlaying, setPlaying] = useState(false);
  const isLast = week === weeks.length;
  useEffect(() => {
    if (!isPlaying) return;
    if (isLast) return setPlaying(false);
    const timer = setTimeout(() => onWeek(week + 1), STEP_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, week]);
  const play = (): void => {
    if (!isPlaying && isLast) onWeek(1);
    setPlaying(!isPlaying);
  };
  const text = `${week} of ${weeks.length}, from ${weeks[week - 1].from}`;
  return (
    <div class="knob">
      <label for="week">Week</label>
      <output for="week">{text}</output>
      <input
        id="week"
        type="range"
        min={1}
        max={weeks.length}
        step={1}
        value={week}
        aria-valuetext={text}
        onInput={(event) => {
          setPlaying(false);
          onWeek(Number(event.currentTarget.value));
        }}
      />
      <div class="buttons">
        <button type="button" onClick={play} disabled={weeks.length === 1}>
          {isPlaying ? 'Pause' : 'Play the waves'}
        </button>
      </div>
    </div>
  );
}

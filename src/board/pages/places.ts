import { findPlaces, type Place } from '../places.ts';
import { framed, type Visit } from './frame.ts';
import { html, type Html } from './html.ts';
import { type Say, sayer } from './look.ts';

export interface ChoosePage {
  readonly counties: readonly Place[];
  /** Of all counties. */
  readonly places: readonly Place[];
  readonly search: string;
}

/** Where one's own village is found in two taps. */
export async function choosePage(visit: Visit, { counties, places, search }: ChoosePage): Promise<string> {
  const say = sayer(visit.look);
  const found = (await findPlaces(places, search)).filter(({ level }) => level !== 'county').slice(0, 50);
  const last = visit.look.places.flatMap((code) => places.find((place) => place.code === code) ?? []);
  const main = html`<h1>${say.say('看哪个村的公示？', 'Whose notices would you like to read?')}</h1>
    <form class="search" role="search" action="/public">
      <label for="q"
        >${say.say('村或乡镇的名字，汉字或拼音都行', 'Name of the village or township, in characters or pinyin')}</label
      >
      <div class="row">
        <input id="q" name="q" type="search" value="${search}" autocomplete="off" /><button
          class="button primary"
        >
          ${say.say('查找', 'Find')}
        </button>
      </div>
    </form>
    ${
      search !== '' &&
      (found.length === 0
        ? html`<p role="status">
            ${say.say(`没有找到“${search}”。可以少打几个字，或从下面的名单里选。`, `Nothing is called “${search}”. Try fewer letters, or choose from the list below.`)}
          </p>`
        : html`<h2>${say.say('找到', 'Found')}</h2>
            ${listOf(found, places, say)}`)
    }
    ${
      last.length > 0 &&
      search === '' &&
      html`<h2>${say.say('上次看的', 'Read before')}</h2>
        ${listOf(last, places, say)}`
    }
    ${counties.map((county) => countyPart(county, places, say, counties.length === 1))}`;
  return framed(visit, {
    title: say.say('选择地区', 'Choose an area'),
    main,
    county: counties.length === 1 ? counties[0] : undefined,
  });
}

const addressOf = ({ county_code, code }: Place): string =>
  code === county_code ? `/public/${code}` : `/public/${county_code}/places/${code}`;

const listOf = (found: readonly Place[], places: readonly Place[], say: Say): Html =>
  html`<ul class="choices" aria-label="${say.say('地区', 'Areas')}">
    ${found.map((place) => {
      const above = places.find(({ code }) => code === place.parent_code);
      return html`<li>
        <a href="${addressOf(place)}"
          >${place.name}${above !== undefined && html` <small>${above.name}</small>`}</a
        >
      </li>`;
    })}
  </ul>`;

function countyPart(county: Place, places: readonly Place[], say: Say, isOnly: boolean): Html {
  const own = places.filter(({ county_code }) => county_code === county.code);
  const under = (code: string): Place[] => own.filter(({ parent_code }) => parent_code === code);
  const townships = under(county.code).filter(({ level }) => level === 'township');
  const direct = under(county.code).filter(({ level }) => level === 'village');
  return html`<h2>${isOnly ? say.say('按乡镇选', 'By township') : county.name}</h2>
    <ul class="choices">
      <li>
        <a href="/public/${county.code}"
          >${say.say(`全县：${county.name}`, `Whole county: ${county.name}`)}</a
        >
      </li>
    </ul>
    ${direct.length > 0 && listOf(direct, [], say)}
    ${townships.map(
      (township) =>
        html`<details>
          <summary>
            ${township.name}
            <small>${say.count(under(township.code).length, '个村', 'village', 'villages')}</small>
          </summary>
          ${listOf([township, ...under(township.code)], [], say)}
        </details>`,
    )}`;
}

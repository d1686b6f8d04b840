/** The wordings that can be copied, against the core itself: what Second Look offers instead, it has nothing to say about. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allWordings, supervisionQuestion } from '../extension/safer.js';
import { CONCERNS } from '../extension/words.js';
import { findingsOf, readFindingsOf } from './oracle.js';

/** @import { Finding } from '../extension/messages.js' */

const wordings = [...allWordings()];

test('no wording is found, by its words or read for its meaning', async () => {
  for (const wording of wordings) {
    assert.deepEqual(findingsOf(wording).map(({ rule }) => rule), [], wording);
    assert.deepEqual((await readFindingsOf(wording)).map(({ rule }) => rule), [], wording);
  }
});

test('no question for supervision is found either', () => {
  for (const concern of /** @type {Finding['concern'][]} */ (Object.keys(CONCERNS))) {
    const question = supervisionQuestion({ concern }, undefined, 'x.com');
    if (question) assert.deepEqual(findingsOf(question).map(({ rule }) => rule), [], concern);
  }
});

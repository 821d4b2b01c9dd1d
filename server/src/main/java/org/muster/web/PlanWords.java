package org.muster.web;

import org.muster.account.Amount;
import org.muster.domain.Plan;
import org.muster.policy.PlanParameter;
import org.muster.words.AccountWords;
import org.muster.words.Languages;
import org.springframework.stereotype.Component;

/** Values of a plan on the pages that are in English. */
@Component
class PlanWords {
  private final AccountWords words;

  PlanWords(Languages languages) {
    words = new AccountWords(languages.english());
  }

  String value(PlanParameter parameter, Plan plan) {
    return words.amount(Amount.of(parameter, plan));
  }
}

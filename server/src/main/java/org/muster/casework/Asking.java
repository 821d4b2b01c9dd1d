package org.muster.casework;

import java.util.List;
import org.muster.casework.Ordering.ConditionForm;
import org.muster.domain.ConditionKind;
import org.muster.domain.OrderId;
import org.muster.domain.Refuse;
import org.muster.store.Conditions;
import org.muster.store.Schedules;
import org.muster.store.Zones;
import org.springframework.stereotype.Component;

/** The conditions of an order that is being recorded. */
@Component
class Asking {
  private final Conditions conditions;
  private final Zones zones;
  private final Schedules schedules;

  Asking(Conditions conditions, Zones zones, Schedules schedules) {
    this.conditions = conditions;
    this.zones = zones;
    this.schedules = schedules;
  }

  void check(Fields fields, List<ConditionForm> forms) {
    fields.refuseUnless(
        !forms.isEmpty(), "conditions", "Add at least one condition: what does the order ask?");
    fields.refuseUnless(
        forms.size() <= Ordering.CONDITIONS_MAX,
        "conditions",
        "An order has at most " + Ordering.CONDITIONS_MAX + " conditions.");
    for (int i = 0; i < forms.size(); i++) {
      check(fields, "conditions[" + i + "].", forms.get(i));
    }
  }

  private void check(Fields fields, String at, ConditionForm form) {
    fields.text(
        at + "citation", form.citation(), 500, "the paragraph of the order that asks for it");
    ConditionKind kind = form.kind();
    if (kind == null) {
      fields.refuse(at + "kind", "Choose what the order asks.");
    } else if (kind == ConditionKind.CHECK_IN || kind == ConditionKind.ATTEND) {
      fields.refuse(at + "kind", "\"" + kind.words() + "\" cannot be recorded yet.");
    } else if (!kind.needsZone()) {
      fields.refuseUnless(
          form.zone() == null && form.schedule() == null,
          at + "zone",
          "\"" + kind.words() + "\" has no zone and no schedule. Take them out.");
    } else {
      if (form.zone() == null) {
        fields.refuse(at + "zone", "Choose the zone.");
      } else {
        fields.refuseUnless(
            zones.find(form.zone()).isPresent(),
            at + "zone",
            "There is no zone " + form.zone() + ". Choose one from the list.");
      }
      fields.refuseUnless(
          form.schedule() == null || schedules.find(form.schedule()).isPresent(),
          at + "schedule",
          "There is no schedule " + form.schedule() + ". Choose one from the list.");
    }
  }

  void add(OrderId order, List<ConditionForm> checked) {
    for (ConditionForm form : checked) {
      ConditionKind kind = form.kind();
      String citation = form.citation();
      if (kind == null || citation == null) {
        throw new IllegalStateException("the form was checked before");
      }
      conditions.add(
          order, kind, form.zone(), form.schedule(), Refuse.blank(citation, 500, "the citation"));
    }
  }
}

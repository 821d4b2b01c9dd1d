package org.muster.store;

import java.util.Map;
import org.muster.domain.FindingKind;
import org.muster.domain.Plan;
import org.muster.policy.DeviceRule;
import org.muster.policy.PlanParameter;
import org.muster.policy.PolicySet;
import org.muster.policy.StarterPolicy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a JSON column that was written by an earlier Muster lacks. A parameter that came later gets
 * the value with which all is judged as it was before there was one, so that what was said on the
 * older plan stays true of it.
 */
final class LaterFields {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private LaterFields() {}

  /** Of a plan: in a policy set, or in the evidence of a finding. */
  static void addToPlan(ObjectNode plan) {
    Plan starter = StarterPolicy.plan();
    // What a device repeats was believed however long it did.
    absent(plan, "repeatBelievedFor", text(Plan.GRACE_MAX));
    // A position from masts was read as one from satellites.
    absent(plan, "networkAccuracyMetresMin", NODES.numberNode(0.0));
    JsonNode unstated = plan.get("unstatedAccuracyMetres");
    if (unstated != null) {
      absent(plan, "networkUnstatedMetres", unstated);
    }
    // Nothing was drift.
    absent(plan, "standsWithinMetres", NODES.numberNode(starter.standsWithinMetres()));
    absent(plan, "driftMetresMax", NODES.numberNode(starter.driftMetresMax()));
    absent(plan, "driftFor", text(java.time.Duration.ZERO));
    // There was no condition that asks for these.
    absent(plan, "checkInGrace", text(starter.checkInGrace()));
    absent(plan, "presenceMargin", text(starter.presenceMargin()));
    absent(plan, "recordWithin", text(starter.recordWithin()));
    absent(plan, "openConfirmedAfter", text(starter.openConfirmedAfter()));
    absent(plan, "batteryLowPercent", NODES.numberNode(starter.batteryLowPercent()));
    absent(plan, "chargeWithin", text(starter.chargeWithin()));
  }

  /** Of a fix that was read against a zone. */
  static void addToReading(ObjectNode reading) {
    JsonNode stated = reading.get("statedAccuracyMetres");
    boolean isStated = stated != null && !stated.isNull();
    absent(reading, "radiusBy", NODES.stringNode(isStated ? "STATED" : "UNSTATED"));
  }

  /**
   * Of a policy set, but for its plans: what it says nothing of is as the starter policy has it.
   */
  static void addToSet(ObjectNode set) {
    PolicySet starter = StarterPolicy.SET;
    if (set.get("clauses") instanceof ObjectNode clauses) {
      for (PlanParameter parameter : PlanParameter.values()) {
        absent(clauses, parameter.name(), NODES.stringNode(starter.clauseOf(parameter)));
      }
    }
    if (set.get("responses") instanceof ObjectNode responses) {
      for (FindingKind kind : FindingKind.values()) {
        absent(responses, kind.name(), Json.tree(starter.responseTo(kind)));
      }
    }
    absent(set, "devices", Json.tree(DeviceRule.STARTER));
  }

  private static void absent(ObjectNode object, String name, JsonNode value) {
    if (!object.has(name)) {
      object.setAll(Map.of(name, value));
    }
  }

  private static JsonNode text(Object value) {
    return NODES.stringNode(value.toString());
  }
}

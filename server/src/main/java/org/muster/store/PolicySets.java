package org.muster.store;

import java.util.List;
import org.muster.policy.Policies;
import org.muster.policy.PolicySet;
import org.muster.policy.StarterPolicy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** The policy sets, append-only; two never bind at the same time. */
@Component
public class PolicySets {
  private final JdbcClient jdbc;

  public PolicySets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All sets over time. A programme that has none yet begins with the starter policy. */
  @Transactional
  public Policies policies() {
    List<PolicySet> sets = list();
    if (sets.isEmpty()) {
      sets = begin();
    }
    return new Policies(sets);
  }

  /** Several may find the programme without policy at once; the first to begin it wins. */
  private List<PolicySet> begin() {
    insert(StarterPolicy.SET, "on conflict do nothing");
    return list();
  }

  /** Records a set; refused by the database when another binds in its interval. */
  public void add(PolicySet set) {
    insert(set, "on conflict (policy_id) do nothing");
  }

  private void insert(PolicySet set, String onConflict) {
    jdbc.sql(
            """
            insert into policy_set (policy_id, during, content)
            values (?, tstzrange(?, ?), ?::jsonb)\s"""
                + onConflict)
        .param(set.id())
        .param(Ranges.startOf(set.effective()))
        .param(Ranges.endOf(set.effective()))
        .param(Json.write(set))
        .update();
  }

  private List<PolicySet> list() {
    return jdbc.sql("select content from policy_set order by during")
        .query((row, n) -> read(row.getString(1)))
        .list();
  }

  /** A set that an earlier Muster recorded says nothing of what came later. */
  private static PolicySet read(String content) {
    ObjectNode fields = Json.read(content, ObjectNode.class);
    LaterFields.addToSet(fields);
    return Json.read(Json.write(fields), PolicySet.class);
  }
}

package org.muster.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.muster.policy.Policies;
import org.muster.policy.PolicySet;
import org.muster.policy.StarterPolicy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The policy sets, append-only. One that is signed later takes the place of the one before from
 * when it begins, and nothing that was recorded is changed for that.
 */
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
    return Policies.inTurn(sets);
  }

  /** Several may find the programme without policy at once; the first to begin it wins. */
  private List<PolicySet> begin() {
    add(StarterPolicy.SET);
    return list();
  }

  /** Records the set that a programme begins with, unless it has begun. */
  public void add(PolicySet set) {
    jdbc.sql(
            """
            insert into policy_set (policy_id, during, content)
            values (?, tstzrange(?, ?), ?::jsonb) on conflict do nothing
            """)
        .param(set.id())
        .param(Ranges.startOf(set.effective()))
        .param(Ranges.endOf(set.effective()))
        .param(Json.write(set))
        .update();
  }

  /** Records a set that was signed; refused by the database unless it begins later. */
  public void add(PolicySet set, long signOff, Instant at) {
    jdbc.sql(
            """
            insert into policy_set (policy_id, during, content, sign_off_id, recorded_at)
            values (?, tstzrange(?, ?), ?::jsonb, ?, ?)
            """)
        .param(set.id())
        .param(Ranges.startOf(set.effective()))
        .param(Ranges.endOf(set.effective()))
        .param(Json.write(set))
        .param(signOff)
        .param(Timestamp.from(at))
        .update();
  }

  /** Takes back a set that has not begun; false where there is none, or it has begun. */
  public boolean retire(String id, String reason, String by, Instant at) {
    return jdbc.sql(
                """
                insert into policy_retirement (policy_id, starts_at, reason, retired_by, retired_at)
                select policy_id, starts_at, :reason, :by, :at from policy_set
                where policy_id = :id and starts_at > :at and sign_off_id is not null
                on conflict (policy_id) do nothing
                """)
            .param("id", id)
            .param("reason", reason)
            .param("by", by)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  private List<PolicySet> list() {
    return jdbc.sql(
            """
            select content from policy_set
            where policy_id not in (select policy_id from policy_retirement)
            order by starts_at
            """)
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

package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.policy.SignOff;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who asked that a policy binds, who answered, and who took it back; append-only. */
@Component
public class PolicySignOffs {
  private static final String SELECT =
      """
      select s.sign_off_id, s.hash, p.package_id, p.title, s.written_by, s.binds_from, s.note,
        s.asked_by, s.asked_at, a.answer, a.reason, a.answered_by, a.answered_at, r.reason,
        r.retired_by, r.retired_at
      from policy_sign_off s
      join policy_package p on p.hash = s.hash
      left join policy_answer a on a.sign_off_id = s.sign_off_id
      left join policy_set o on o.sign_off_id = s.sign_off_id
      left join policy_retirement r on r.policy_id = o.policy_id
      """;

  private final JdbcClient jdbc;

  public PolicySignOffs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Asks for a signature; returns the number of the question. */
  public long ask(String hash, Instant bindsFrom, String note, String by, Instant at) {
    return jdbc.sql(
            """
            insert into policy_sign_off (hash, written_by, binds_from, note, asked_by, asked_at)
            select hash, recorded_by, ?, ?, ?, ? from policy_package where hash = ?
            returning sign_off_id
            """)
        .params(Timestamp.from(bindsFrom), note, by, Timestamp.from(at), hash)
        .query(Long.class)
        .single();
  }

  /** Records the answer; false where there is one already. */
  public boolean answer(SignOff asked, SignOff.Answer answer) {
    return jdbc.sql(
                """
                insert into policy_answer (sign_off_id, hash, written_by, asked_by, answer, reason,
                  answered_by, answered_at)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (sign_off_id) do nothing
                """)
            .params(
                asked.id(),
                asked.hash(),
                asked.writtenBy(),
                asked.askedBy(),
                answer.kind().word(),
                answer.reason(),
                answer.by(),
                Timestamp.from(answer.at()))
            .update()
        == 1;
  }

  public Optional<SignOff> find(long id) {
    return jdbc.sql(SELECT + " where s.sign_off_id = ?")
        .param(id)
        .query(PolicySignOffs::signOff)
        .optional();
  }

  /** What was asked and answered of a package, the latest first. */
  public List<SignOff> listOf(String hash, int countMax) {
    return jdbc.sql(SELECT + " where s.hash = ? order by s.sign_off_id desc limit ?")
        .params(hash, countMax)
        .query(PolicySignOffs::signOff)
        .list();
  }

  /** What was signed and stands, the latest to bind first. */
  public List<SignOff> listSigned(int countMax) {
    return jdbc.sql(
            SELECT
                + " where a.answer = 'signed' and r.policy_id is null"
                + " order by s.binds_from desc limit ?")
        .param(countMax)
        .query(PolicySignOffs::signOff)
        .list();
  }

  /** The latest first. */
  public List<SignOff> list(int countMax) {
    return jdbc.sql(SELECT + " order by s.sign_off_id desc limit ?")
        .param(countMax)
        .query(PolicySignOffs::signOff)
        .list();
  }

  private static SignOff signOff(ResultSet row, int n) throws SQLException {
    String answer = row.getString(10);
    String retired = row.getString(14);
    return new SignOff(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getTimestamp(6).toInstant(),
        row.getString(7),
        row.getString(8),
        row.getTimestamp(9).toInstant(),
        answer == null
            ? Optional.empty()
            : Optional.of(
                new SignOff.Answer(
                    SignOff.Kind.of(answer),
                    row.getString(11),
                    row.getString(12),
                    row.getTimestamp(13).toInstant())),
        retired == null
            ? Optional.empty()
            : Optional.of(
                new SignOff.Retirement(
                    retired, row.getString(15), row.getTimestamp(16).toInstant())));
  }
}

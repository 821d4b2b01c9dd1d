package org.muster.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Participant;
import org.muster.domain.ParticipantId;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The people who are or were enrolled. */
@Component
public class Participants {
  private static final String SELECT =
      "select participant_id, given_name, family_name, language, phone from participant ";
  private static final RowMapper<Participant> ROW =
      (row, n) ->
          new Participant(
              new ParticipantId(row.getLong(1)),
              row.getString(2),
              row.getString(3),
              row.getString(4),
              Optional.ofNullable(row.getString(5)));

  private final JdbcClient jdbc;

  public Participants(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public ParticipantId add(
      String givenName, String familyName, String language, @Nullable String phone, String by) {
    return jdbc.sql(
            """
            insert into participant (given_name, family_name, language, phone, recorded_by)
            values (?, ?, ?, ?, ?) returning participant_id
            """)
        .param(givenName)
        .param(familyName)
        .param(language)
        .param(phone)
        .param(by)
        .query((row, n) -> new ParticipantId(row.getLong(1)))
        .single();
  }

  public Optional<Participant> find(ParticipantId id) {
    return jdbc.sql(SELECT + "where participant_id = ?").param(id.value()).query(ROW).optional();
  }

  public Participant get(ParticipantId id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no participant " + id));
  }

  /**
   * Those whose name holds the text, or whose number it is; all for an empty text. By family name.
   */
  public List<Participant> search(String text, int countMax) {
    return jdbc.sql(
            SELECT
                + """
                where not synthetic
                  and (position(lower(:text) in lower(given_name || ' ' || family_name)) > 0
                    or participant_id::text = :text)
                order by lower(family_name), lower(given_name), participant_id limit :countMax
                """)
        .param("text", text.strip())
        .param("countMax", countMax)
        .query(ROW)
        .list();
  }
}

package org.muster.store;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.DestroyedTrack;
import org.muster.domain.EnrolmentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The key of each enrolment's track. None is remembered: what is gone is gone at once. */
@Component
public class TrackKeys {
  private final JdbcClient jdbc;
  private final MasterKey master;

  public TrackKeys(JdbcClient jdbc, MasterKey master) {
    this.jdbc = jdbc;
    this.master = master;
  }

  /** That the key of the enrolment was destroyed, if it was. */
  public Optional<DestroyedTrack> findDestroyed(EnrolmentId enrolment) {
    return findDestroyed(jdbc, enrolment);
  }

  /** The same, which needs no key to be told. */
  static Optional<DestroyedTrack> findDestroyed(JdbcClient jdbc, EnrolmentId enrolment) {
    return jdbc.sql(
            """
            select destroyed_at, destroyed_by, destroyed_because from enrolment_key
            where enrolment_id = ? and destroyed_at is not null
            """)
        .param(enrolment.value())
        .query(
            (row, n) ->
                new DestroyedTrack(
                    row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3)))
        .optional();
  }

  /** Of these enrolments, those whose key was destroyed. */
  Set<EnrolmentId> listDestroyed(Collection<EnrolmentId> enrolments) {
    return listDestroyed(jdbc, enrolments);
  }

  /** The same, which needs no key to be told. */
  static Set<EnrolmentId> listDestroyed(JdbcClient jdbc, Collection<EnrolmentId> enrolments) {
    Columns asked = new Columns("int8");
    enrolments.forEach(enrolment -> asked.add(enrolment.value()));
    return new HashSet<>(
        jdbc.sql(
                """
                select enrolment_id from enrolment_key
                where enrolment_id = any (?) and destroyed_at is not null
                """)
            .params(new ArrayList<>(asked.parameters()))
            .query((row, n) -> new EnrolmentId(row.getLong(1)))
            .list());
  }

  /**
   * Those of the enrolments whose key is there, which is not destroyed until the transaction ends;
   * one that somebody destroys at this moment is not among them.
   */
  Set<EnrolmentId> hold(Collection<EnrolmentId> enrolments) {
    if (enrolments.isEmpty()) {
      return Set.of();
    }
    Columns asked = new Columns("int8");
    enrolments.forEach(enrolment -> asked.add(enrolment.value()));
    return new HashSet<>(
        jdbc.sql(
                """
                select enrolment_id from enrolment_key
                where enrolment_id = any (?) and wrapped_key is not null
                order by enrolment_id for share skip locked
                """)
            .params(new ArrayList<>(asked.parameters()))
            .query((row, n) -> new EnrolmentId(row.getLong(1)))
            .list());
  }

  /** The key, made if there is none yet; empty when it was destroyed. */
  Optional<Aead> findOrMake(EnrolmentId enrolment) {
    if (isKnown(enrolment)) {
      return find(enrolment);
    }
    try {
      KeysetHandle key =
          KeysetHandle.generateNew(
              PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
      jdbc.sql(
              """
              insert into enrolment_key (enrolment_id, wrapped_key) values (?, ?)
              on conflict do nothing
              """)
          .params(enrolment.value(), master.wrap(key, ofWhat(enrolment)))
          .update();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key could not be made", e);
    }
    // Another may have been quicker.
    return find(enrolment);
  }

  /** The key; empty when there is none, or it was destroyed. */
  Optional<Aead> find(EnrolmentId enrolment) {
    return jdbc.sql("select wrapped_key from enrolment_key where enrolment_id = ?")
        .param(enrolment.value())
        .query((row, n) -> Optional.ofNullable(row.getBytes(1)))
        .optional()
        .flatMap(wrapped -> wrapped)
        .map(wrapped -> unwrap(enrolment, wrapped));
  }

  private boolean isKnown(EnrolmentId enrolment) {
    return jdbc.sql("select exists (select from enrolment_key where enrolment_id = ?)")
        .param(enrolment.value())
        .query(Boolean.class)
        .single();
  }

  private Aead unwrap(EnrolmentId enrolment, byte[] wrapped) {
    try {
      return master
          .unwrap(wrapped, ofWhat(enrolment))
          .getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "the key of the track of enrolment %s does not open with %s"
              .formatted(enrolment, master.file()),
          e);
    }
  }

  private static byte[] ofWhat(EnrolmentId enrolment) {
    return "muster enrolment %d".formatted(enrolment.value()).getBytes(StandardCharsets.UTF_8);
  }
}

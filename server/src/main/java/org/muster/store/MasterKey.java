package org.muster.store;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The programme's own key, which opens the keys of the tracks. It lies in a file outside the
 * database, so that neither alone says where anybody was.
 */
public final class MasterKey {
  /** Its file in the folder of the data, where no other is named. */
  public static final String FILE_NAME = "tracks.key";

  private static final Logger LOG = LoggerFactory.getLogger(MasterKey.class);
  private static final byte[] PROOF = "muster tracks".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OF_PROOF = "muster proof".getBytes(StandardCharsets.UTF_8);
  private static final int FILE_BYTES_MAX = 65_536;

  private final Path file;
  private final Aead aead;

  private MasterKey(Path file, KeysetHandle keyset) throws GeneralSecurityException {
    this.file = file;
    aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  /** The file that is named, or the one in the folder of the data. */
  public static Path file(String named, Path data) {
    return (named.isBlank() ? data.resolve(FILE_NAME) : Path.of(named))
        .toAbsolutePath()
        .normalize();
  }

  /**
   * The same, where the database may be a server's. Its data outlive this machine's folder, and its
   * first key must not be made where nobody thinks of keeping it: so its place has to be named.
   */
  public static MasterKey open(DataSource database, String named, Path data, boolean ofServer) {
    JdbcClient jdbc = JdbcClient.create(database);
    Path file = file(named, data);
    if (ofServer && named.isBlank() && proof(jdbc).isEmpty() && !Files.exists(file)) {
      throw new DatabaseNotUsable(
          "MUSTER_DATABASE_URL names a server, and nothing says where the key that opens its tracks"
              + " is to be kept",
          "Set MUSTER_KEY_FILE to a file that outlives this machine's data folder, and keep a copy"
              + " of it apart from the backups. It is made there at the first start.");
    }
    return open(jdbc, file);
  }

  /**
   * Reads the key that opens the tracks of this database. Where the database never had one, the
   * file is made if it is not there.
   */
  public static MasterKey open(DataSource database, Path file) {
    return open(JdbcClient.create(database), file);
  }

  /** The same. */
  public static MasterKey open(JdbcClient jdbc, Path file) {
    try {
      AeadConfig.register();
      Optional<byte[]> proof = proof(jdbc);
      if (proof.isEmpty() && !Files.exists(file)) {
        make(file);
      }
      MasterKey key = read(file);
      if (proof.isEmpty()) {
        jdbc.sql("insert into master_key (proof) values (?) on conflict do nothing")
            .param(key.aead.encrypt(PROOF, OF_PROOF))
            .update();
      }
      key.prove(proof(jdbc).orElseThrow());
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  Path file() {
    return file;
  }

  /** A key of an enrolment, as it may stand in the database. */
  byte[] wrap(KeysetHandle key, byte[] ofWhat) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.serializeEncryptedKeyset(
        key, aead, ofWhat, RegistryConfiguration.get());
  }

  KeysetHandle unwrap(byte[] wrapped, byte[] ofWhat) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.parseEncryptedKeyset(
        wrapped, aead, ofWhat, RegistryConfiguration.get());
  }

  private static Optional<byte[]> proof(JdbcClient jdbc) {
    return jdbc.sql("select proof from master_key").query((row, n) -> row.getBytes(1)).optional();
  }

  private void prove(byte[] proof) {
    try {
      aead.decrypt(proof, OF_PROOF);
    } catch (GeneralSecurityException e) {
      throw new DatabaseNotUsable(
          "the key in %s is not the one that the tracks of this database are sealed with"
              .formatted(file),
          "Put the right file there, or name it with MUSTER_KEY_FILE. No track can be read without"
              + " it.",
          e);
    }
  }

  private static MasterKey read(Path file) throws GeneralSecurityException {
    try {
      if (Files.size(file) > FILE_BYTES_MAX) {
        throw noKey(file, new IOException("it is too long"));
      }
      return new MasterKey(
          file,
          TinkJsonProtoKeysetFormat.parseKeyset(
              Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    } catch (NoSuchFileException e) {
      throw new DatabaseNotUsable(
          "the key that the tracks of this database are sealed with is missing: there is no file %s"
              .formatted(file),
          "Put it back from where you keep it apart from the backups, or name its place with"
              + " MUSTER_KEY_FILE. No track can be read without it.",
          e);
    } catch (IOException | GeneralSecurityException e) {
      throw noKey(file, e);
    }
  }

  private static DatabaseNotUsable noKey(Path file, Exception e) {
    String why = e instanceof IOException failed ? FolderLock.said(failed) : "it holds no key";
    return new DatabaseNotUsable(
        "the key of the tracks can not be read from %s: %s".formatted(file, why),
        "Let this user read the file, or put it back from where you keep it.",
        e);
  }

  /** Whole or not at all, and on disk before anything is sealed with it. */
  private static void make(Path file) throws GeneralSecurityException {
    String text =
        TinkJsonProtoKeysetFormat.serializeKeyset(
            KeysetHandle.generateNew(
                PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get()),
            RegistryConfiguration.get(),
            InsecureSecretKeyAccess.get());
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path part =
          Files.createTempFile(
              folder,
              FILE_NAME,
              ".part",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        Files.writeString(part, text, StandardOpenOption.SYNC);
        // A link refuses where another start was quicker; a move would take its key away.
        Files.createLink(file, part);
        LOG.warn(
            "The key that opens the tracks was made in {}. Keep a copy of it now, apart from the"
                + " backups: without it no sealed day can be read again, by anybody.",
            file);
      } catch (FileAlreadyExistsException e) {
        // Then theirs is read.
      } finally {
        Files.deleteIfExists(part);
        // That the file has its name is on disk only when the folder is.
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
          names.force(true);
        }
      }
    } catch (IOException e) {
      throw new DatabaseNotUsable(
          "the key of the tracks can not be written to %s: %s".formatted(file, FolderLock.said(e)),
          "Let this user write there, or name another file with MUSTER_KEY_FILE.",
          e);
    }
  }
}

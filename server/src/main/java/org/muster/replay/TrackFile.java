package org.muster.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a track file of any known format. */
public final class TrackFile {
  private static final int BYTES_MAX = 256 << 20;

  /** Text has no zero bytes; a kilobyte of rubbish has some. */
  private static final int LOOKED_AT_BYTES = 8_192;

  private TrackFile() {}

  /** The track, or a refusal that says where the file breaks and why. */
  public static Track read(Path file, ReadOptions options) throws UnreadableTrack {
    byte[] bytes = bytes(file);
    refuseOther(bytes);
    Content content = Content.of(bytes);
    if (content.text().isBlank()) {
      throw new UnreadableTrack(Place.UNKNOWN, "the file is empty.");
    }
    return TrackFormat.find(content, file.toString())
        .orElseThrow(
            () ->
                new UnreadableTrack(
                    Place.UNKNOWN, "this is no track file. " + TrackFormat.whichAreRead()))
        .reader()
        .read(content, options);
  }

  private static byte[] bytes(Path file) throws UnreadableTrack {
    if (Files.isDirectory(file)) {
      throw new UnreadableTrack(Place.UNKNOWN, "this is a folder. Name the files in it.");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw new UnreadableTrack(
            Place.UNKNOWN, "the file is larger than 256 MiB. Replay it in parts.");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new UnreadableTrack(Place.UNKNOWN, "there is no such file.");
    } catch (AccessDeniedException e) {
      throw new UnreadableTrack(Place.UNKNOWN, "the file may not be read: permission is denied.");
    } catch (IOException e) {
      throw new UnreadableTrack(Place.UNKNOWN, "the file can not be read: " + e.getMessage() + ".");
    }
  }

  private static void refuseOther(byte[] bytes) throws UnreadableTrack {
    if (Content.startsWith(bytes, 0x1F, 0x8B) || Content.startsWith(bytes, 'P', 'K', 3, 4)) {
      throw new UnreadableTrack(Place.UNKNOWN, "the file is compressed. Unpack it first.");
    }
    boolean wide =
        Content.startsWith(bytes, 0xFF, 0xFE)
            || Content.startsWith(bytes, 0xFE, 0xFF)
            || Content.startsWith(bytes, 0, '<')
            || Content.startsWith(bytes, '<', 0);
    for (int i = 0; !wide && i < Math.min(bytes.length, LOOKED_AT_BYTES); i++) {
      if (bytes[i] == 0) {
        throw new UnreadableTrack(
            Place.UNKNOWN, "this is no text, so no track. " + TrackFormat.whichAreRead());
      }
    }
  }
}

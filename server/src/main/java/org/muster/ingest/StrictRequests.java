package org.muster.ingest;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/**
 * Reads requests with bounds, and refuses one whose end two readers could see at different places:
 * behind a proxy, what follows such a request would be taken for somebody else's.
 */
final class StrictRequests extends HttpRequestDecoder {
  static final int LINE_LENGTH_MAX = 8 * 1024;
  static final int HEADERS_LENGTH_MAX = 8 * 1024;
  private static final int PIECE_LENGTH_MAX = 64 * 1024;

  StrictRequests() {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(LINE_LENGTH_MAX)
            .setMaxHeaderSize(HEADERS_LENGTH_MAX)
            .setMaxChunkSize(PIECE_LENGTH_MAX)
            .setAllowDuplicateContentLengths(false)
            .setStrictLineParsing(true)
            .setUseRfc9112TransferEncoding(true));
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("a length and chunks are two ways to say where it ends");
  }
}

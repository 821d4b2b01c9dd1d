package org.muster.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://192.0.2.7:8080",
        "http://0.0.0.0:8080",
        "https://127.0.0.1:8080",
        "http://127.0.0.1",
        "127.0.0.1:8080",
        "not an address"
      })
  void givenAnAddressThatIsNotAPortOfThisMachine_thenItIsRefused(String address) {
    assertThatThrownBy(() -> Loopback.of(address))
        .isInstanceOf(NotMeasured.class)
        .hasMessageContaining("127.0.0.1");
  }

  @Test
  void givenAPortOfThisMachine_thenItIsTaken() {
    assertThat(Loopback.of("http://127.0.0.1:8080").getPort()).isEqualTo(8080);
  }

  @Test
  void givenAnotherMachine_thenNoSenderIsMade() throws IOException {
    InetSocketAddress elsewhere =
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7}), 80);
    assertThatThrownBy(() -> new Sender(elsewhere, List.of(), false).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("this machine only");
  }

  @Test
  void givenAFileOfTokens_thenDevicesHaveTheirsAndTheGateways() throws IOException {
    Path file = Files.writeString(folder.resolve("tokens"), "phone-1 abc\n\n* gate\nphone-2 def\n");
    assertThat(TokenFile.read(file))
        .extracting(Tracker::uniqueId, Tracker::token, Tracker::gatewayToken)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("phone-1", "abc", "gate"),
            org.assertj.core.groups.Tuple.tuple("phone-2", "def", "gate"));
  }

  @Test
  void givenALineThatIsNotOne_thenTheFileIsRefusedByLineWithoutItsToken() throws IOException {
    Path file = Files.writeString(folder.resolve("tokens"), "phone-1 abc\nphone-2 secret word\n");
    assertThatThrownBy(() -> TokenFile.read(file))
        .isInstanceOf(NotMeasured.class)
        .hasMessageContaining("line 2")
        .hasMessageNotContaining("secret");
  }
}

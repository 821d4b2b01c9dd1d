package org.muster.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.Principal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.muster.policy.PackageFiles;
import org.muster.signing.PolicyShelf;
import org.muster.signing.PolicySigning;
import org.muster.tables.TableView;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Policy packages: what binds when, what was brought in, and each with its tables and checks. */
@Controller
class PackagePages {
  private static final String HASH = "/{hash:[0-9a-f]{64}}";

  private final PolicyShelf shelf;
  private final PolicySigning signing;

  PackagePages(PolicyShelf shelf, PolicySigning signing) {
    this.shelf = shelf;
    this.signing = signing;
  }

  @GetMapping(UploadGate.PACKAGES)
  String packages(
      @RequestParam(required = false) @Nullable String refused,
      Model model,
      HttpServletResponse response) {
    Form form = new Form(Map.of());
    if (refused != null) {
      form.refuse("files", "A policy package is at most 4 MB.");
      response.setStatus(422);
    }
    return list(form, model);
  }

  /** Files come by their names alone, so tests are told by their kind. */
  @PostMapping(UploadGate.PACKAGES)
  @PreAuthorize("hasAnyRole('SUPERVISOR','ADMINISTRATOR')")
  String bringIn(
      @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
      Model model,
      Principal who,
      HttpServletResponse response)
      throws IOException {
    Form form = new Form(Map.of());
    Optional<PackageFiles> read = read(files == null ? List.of() : files, form);
    if (read.isPresent()) {
      Optional<String> hash = form.took(signing.bringIn(read.get(), who.getName()));
      if (hash.isPresent()) {
        return "redirect:" + UploadGate.PACKAGES + "/" + hash.get();
      }
    }
    response.setStatus(422);
    return list(form, model);
  }

  private static Optional<PackageFiles> read(List<MultipartFile> files, Form form)
      throws IOException {
    Map<String, byte[]> byPath = new TreeMap<>();
    for (MultipartFile file : files) {
      String sent = file.getOriginalFilename();
      if (sent == null || sent.isBlank()) {
        continue;
      }
      String name = UploadedFiles.lastPart(sent);
      byPath.put(name.endsWith(".csv") ? "tests/" + name : name, file.getBytes());
    }
    if (byPath.isEmpty()) {
      form.refuse("files", "Choose all files of the package.");
      return Optional.empty();
    }
    try {
      return Optional.of(new PackageFiles(byPath));
    } catch (IllegalArgumentException e) {
      form.refuse("files", "It is not taken: " + e.getMessage() + ".");
      return Optional.empty();
    }
  }

  private String list(Form form, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("bound", shelf.listBound());
    model.addAttribute("signOffs", shelf.listSignOffs());
    model.addAttribute("packages", shelf.list());
    model.addAttribute("utc", ZoneId.of("UTC"));
    return "policy-packages";
  }

  @GetMapping(UploadGate.PACKAGES + HASH)
  String policy(@PathVariable String hash, Model model) {
    return show(hash, new Form(Map.of()), model);
  }

  @PostMapping(UploadGate.PACKAGES + HASH + "/ask")
  @PreAuthorize("hasAnyRole('SUPERVISOR','ADMINISTRATOR')")
  String ask(
      @PathVariable String hash,
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    Form form = new Form(typed);
    var bindsFrom = form.time("bindsFrom", ZoneOffset.UTC);
    if (!form.isRefused()) {
      Optional<Long> asked =
          form.took(signing.ask(hash, bindsFrom, form.value("note"), who.getName()));
      if (asked.isPresent()) {
        return "redirect:/policy/sign-offs/" + asked.get() + "?recorded=asked";
      }
    }
    response.setStatus(422);
    return show(hash, form, model);
  }

  private String show(String hash, Form form, Model model) {
    PolicyShelf.File file = shelf.findFile(hash).orElseThrow(Pages::missing);
    model.addAttribute("file", file);
    model.addAttribute("tables", TableView.of(file.checked().policy()));
    model.addAttribute("form", form);
    model.addAttribute("utc", ZoneId.of("UTC"));
    return "policy-package";
  }

  /** What one package changes of another, by meaning. */
  @GetMapping(UploadGate.PACKAGES + HASH + "/compare")
  String compare(
      @PathVariable String hash,
      @RequestParam(name = "with", required = false) @Nullable String other,
      Model model) {
    PolicyShelf.File is = shelf.findFile(hash).orElseThrow(Pages::missing);
    Optional<PolicyShelf.Checked> was =
        other == null || other.isBlank() ? shelf.findInForce() : shelf.find(other);
    model.addAttribute("file", is);
    model.addAttribute("was", was.orElse(null));
    model.addAttribute(
        "differences",
        was.map(one -> shelf.compare(one.policy(), is.checked().policy())).orElse(List.of()));
    model.addAttribute("packages", shelf.list());
    model.addAttribute("other", other == null ? "" : other);
    model.addAttribute("utc", ZoneId.of("UTC"));
    return "policy-compare";
  }

  /** The files as they were brought in, byte for byte. */
  @GetMapping(UploadGate.PACKAGES + HASH + "/files")
  ResponseEntity<byte[]> files(@PathVariable String hash) throws IOException {
    PackageFiles files = shelf.findFiles(hash).orElseThrow(Pages::missing);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String path : files.paths()) {
        ZipEntry entry = new ZipEntry(path);
        // The same package is the same file, whenever it is fetched.
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(files.find(path).orElseThrow());
        zip.closeEntry();
      }
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/zip"))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("policy-" + hash.substring(0, 12) + ".zip")
                .build()
                .toString())
        .body(bytes.toByteArray());
  }
}

# The images for a registry, for both architectures, with an SBOM and the provenance in each; names and tags are those of docker-compose.yml:
#   IMAGE_PREFIX=registry.example.com/crossdock/ docker buildx bake -f docker-compose.yml -f deploy/docker-bake.hcl --push

group "default" {
  targets = ["cart-adapter", "order-router", "wms-adapter", "sandbox"]
}

target "published" {
  platforms = ["linux/amd64", "linux/arm64"]
  attest    = ["type=sbom", "type=provenance,mode=max"]
}

target "cart-adapter" { inherits = ["published"] }
target "order-router" { inherits = ["published"] }
target "wms-adapter" { inherits = ["published"] }
target "sandbox" { inherits = ["published"] }

module binnacle.dev/schema-generator

go 1.26.0

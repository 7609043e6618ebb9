# Runs a Cake target: pwsh build.ps1 TARGET [options]. build.ps1 Help lists targets and options.
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:MSBUILDDISABLENODEREUSE = '1'
$env:CAKE_SETTINGS_ENABLESCRIPTCACHE = 'true'
$env:CAKE_PATHS_CACHE = './artifacts/setup/cake'

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
  [Console]::Error.WriteLine('dotnet not found: install the .NET 10 SDK (https://dot.net/download) and put it on PATH.')
  exit 4
}

$log = dotnet tool restore 2>&1
if ($LASTEXITCODE -ne 0) {
  [Console]::Error.WriteLine("Cake cannot be restored: $($log | Select-Object -Last 1) Check network, proxy and 'dotnet nuget list source'.")
  exit 4
}

$target = 'Test'
$options = @($args)
if ($options.Count -gt 0 -and -not $options[0].StartsWith('-')) {
  $target = $options[0]
  $options = @($options | Select-Object -Skip 1)
}
if ($options.Count -gt 0 -and $options[0] -in '-h', '--help') {
  $target = 'Help'
  $options = @($options | Select-Object -Skip 1)
}
$verbosity = if ($options -match '^--verbosity') { @() } else { @('--verbosity=quiet') }
dotnet cake build.cake "--target=$target" --no-report @verbosity @options
exit $LASTEXITCODE
